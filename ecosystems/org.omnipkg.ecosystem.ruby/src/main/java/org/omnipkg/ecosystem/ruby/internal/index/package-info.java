/** The compact index, the older full one, and plain folders of gems. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.index;

import org.jspecify.annotations.NullMarked;
