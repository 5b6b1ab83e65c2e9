/** Order, ranges and preferences among releases. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.version;

import org.jspecify.annotations.NullMarked;
