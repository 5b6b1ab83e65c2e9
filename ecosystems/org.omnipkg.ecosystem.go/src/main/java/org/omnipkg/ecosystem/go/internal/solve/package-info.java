/** Minimal version selection, ours and the go command's. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.solve;

import org.jspecify.annotations.NullMarked;
