/** Work in sight: a live region on terminals, plain lines elsewhere. */
@NullMarked
package org.omnipkg.shell.internal.progress;

import org.jspecify.annotations.NullMarked;
