/** Values: immutable, target-free where possible, spelled as the registry spells them. */
@Export
@Version("1.0.0")
@NullMarked
package org.omnipkg.model;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
