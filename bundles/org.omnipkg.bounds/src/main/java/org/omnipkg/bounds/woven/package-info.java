/** What the classes of added bundles call once they are rewritten. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.bounds.woven;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
