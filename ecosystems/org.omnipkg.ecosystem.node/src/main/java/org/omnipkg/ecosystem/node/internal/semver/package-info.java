/** Versions and ranges as npm reads them. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.semver;

import org.jspecify.annotations.NullMarked;
