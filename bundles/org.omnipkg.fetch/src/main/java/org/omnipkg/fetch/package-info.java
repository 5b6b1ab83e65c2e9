/** Bytes from outside: HTTP, Commons VFS, Maven coordinates; verified, resumed, cached. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.fetch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
