/** Reading text by hand, with the place of what is wrong. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.text;

import org.jspecify.annotations.NullMarked;
