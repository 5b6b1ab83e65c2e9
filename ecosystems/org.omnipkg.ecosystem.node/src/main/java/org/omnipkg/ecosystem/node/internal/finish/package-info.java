/** Lifecycle scripts. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.finish;

import org.jspecify.annotations.NullMarked;
