/** Runs pip and reads its report. */
@NullMarked
package org.omnipkg.solver.pip.internal;

import org.jspecify.annotations.NullMarked;
