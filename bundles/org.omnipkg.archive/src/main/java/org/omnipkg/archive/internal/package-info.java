/** Reading zip and tar as if every byte were meant badly. */
@NullMarked
package org.omnipkg.archive.internal;

import org.jspecify.annotations.NullMarked;
