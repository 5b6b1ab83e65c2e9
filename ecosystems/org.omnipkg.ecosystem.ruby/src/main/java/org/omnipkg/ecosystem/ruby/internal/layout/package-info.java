/** A gem's tree and the prefix of a generation. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.layout;

import org.jspecify.annotations.NullMarked;
