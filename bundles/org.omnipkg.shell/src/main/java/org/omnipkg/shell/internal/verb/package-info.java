/** One class per verb: words in, an answer out. */
@NullMarked
package org.omnipkg.shell.internal.verb;

import org.jspecify.annotations.NullMarked;
