/** What an added bundle may take, and what becomes of one that takes more. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.bounds;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
