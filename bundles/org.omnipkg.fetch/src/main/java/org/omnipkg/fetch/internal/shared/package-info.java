/** What every way in shares: its errors, what may be told of an address, taking turns. */
@NullMarked
package org.omnipkg.fetch.internal.shared;

import org.jspecify.annotations.NullMarked;
