/** Folders and archives through Commons VFS. */
@NullMarked
package org.omnipkg.fetch.internal.vfs;

import org.jspecify.annotations.NullMarked;
