/** Contract tests and the cases they need. */
@Export
@Version("1.0.0")
@NullMarked
package org.omnipkg.tck;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
