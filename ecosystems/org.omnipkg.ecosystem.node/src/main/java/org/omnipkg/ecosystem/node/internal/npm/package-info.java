/** npm itself as a second opinion. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.npm;

import org.jspecify.annotations.NullMarked;
