/** What callers use: the verbs as services, their requests and reports as values. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
