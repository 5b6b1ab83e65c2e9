/** Environments on disk: generations, the one link that flips, locks, leases. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.environment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
