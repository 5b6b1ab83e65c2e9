/** The verbs in Gogo, and the interactive shell. */
@NullMarked
package org.omnipkg.shell.internal.gogo;

import org.jspecify.annotations.NullMarked;
