/** How gems are asked for. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.grammar;

import org.jspecify.annotations.NullMarked;
