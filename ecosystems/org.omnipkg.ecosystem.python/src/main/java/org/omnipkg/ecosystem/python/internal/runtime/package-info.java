/** Interpreters: where they are, what they are, where more come from. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.runtime;

import org.jspecify.annotations.NullMarked;
