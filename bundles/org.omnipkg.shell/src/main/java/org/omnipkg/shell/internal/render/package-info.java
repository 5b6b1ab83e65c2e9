/** Values made readable: lines, tables, errors, receipts and documents. */
@NullMarked
package org.omnipkg.shell.internal.render;

import org.jspecify.annotations.NullMarked;
