/** The flows; the only room that knows the order of the others. */
@NullMarked
package org.omnipkg.engine.internal;

import org.jspecify.annotations.NullMarked;
