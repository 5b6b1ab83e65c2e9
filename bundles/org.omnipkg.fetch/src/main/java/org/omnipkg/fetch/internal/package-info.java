/** The fetcher and what its parts share. */
@NullMarked
package org.omnipkg.fetch.internal;

import org.jspecify.annotations.NullMarked;
