/**
 * From a foreign tool's pins to a resolution, and from its complaints to diagnostics. Private to
 * each bundle that carries it.
 */
@NullMarked
package org.omnipkg.solver.support;

import org.jspecify.annotations.NullMarked;
