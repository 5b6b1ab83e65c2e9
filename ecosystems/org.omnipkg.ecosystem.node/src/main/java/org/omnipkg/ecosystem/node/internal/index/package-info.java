/** The registry's documents. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.index;

import org.jspecify.annotations.NullMarked;
