/** Every byte once: objects by digest, intact trees made of them, facts in SQLite. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
