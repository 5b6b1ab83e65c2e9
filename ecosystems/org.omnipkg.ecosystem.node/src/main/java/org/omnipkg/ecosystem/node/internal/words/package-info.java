/** Names and what stands behind them. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.words;

import org.jspecify.annotations.NullMarked;
