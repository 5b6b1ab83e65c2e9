/** Packages that lie in repositories. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.git;

import org.jspecify.annotations.NullMarked;
