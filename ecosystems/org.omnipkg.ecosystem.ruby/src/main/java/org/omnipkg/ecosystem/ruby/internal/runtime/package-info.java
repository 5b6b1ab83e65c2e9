/** Rubies: where they are, what they are, where more come from. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.runtime;

import org.jspecify.annotations.NullMarked;
