/** Children, their confinement, and where the house stands on this machine. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
