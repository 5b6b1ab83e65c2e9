/** From requirements to a resolution: leased languages and resolvers, cached facts. */
@Export
@Version("0.1.0")
@NullMarked
package org.omnipkg.resolve;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
