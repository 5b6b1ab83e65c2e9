/** Python as a language of the house. */
@NullMarked
package org.omnipkg.ecosystem.python.internal;

import org.jspecify.annotations.NullMarked;
