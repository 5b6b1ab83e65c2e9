/** A registry on paper, for a daemon that waits to get used to its work. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.practice;

import org.jspecify.annotations.NullMarked;
