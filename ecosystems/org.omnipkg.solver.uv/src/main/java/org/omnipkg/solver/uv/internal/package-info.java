/** Runs uv and reads what it says. */
@NullMarked
package org.omnipkg.solver.uv.internal;

import org.jspecify.annotations.NullMarked;
