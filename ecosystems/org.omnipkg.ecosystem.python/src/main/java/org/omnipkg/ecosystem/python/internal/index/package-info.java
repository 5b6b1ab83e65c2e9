/** The simple index and what its files declare: PEP 503, 592, 658, 691, 700. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.index;

import org.jspecify.annotations.NullMarked;
