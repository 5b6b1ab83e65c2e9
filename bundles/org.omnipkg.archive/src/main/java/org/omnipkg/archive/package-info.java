/** Safe unpacking: nothing of an archive touches the disk under a name of its own choosing. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.archive;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
