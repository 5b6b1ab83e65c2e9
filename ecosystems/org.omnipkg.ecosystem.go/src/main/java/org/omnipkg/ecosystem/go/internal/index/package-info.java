/** The module proxy protocol. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.index;

import org.jspecify.annotations.NullMarked;
