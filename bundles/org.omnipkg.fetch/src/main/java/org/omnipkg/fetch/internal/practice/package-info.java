/** A registry that this process plays to itself, so that the ways to a real one are used before. */
@NullMarked
package org.omnipkg.fetch.internal.practice;

import org.jspecify.annotations.NullMarked;
