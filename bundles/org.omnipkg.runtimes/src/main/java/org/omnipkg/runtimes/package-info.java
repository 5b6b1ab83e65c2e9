/** Runtimes on this machine: adopted where they are, or obtained from pinned archives. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.runtimes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
