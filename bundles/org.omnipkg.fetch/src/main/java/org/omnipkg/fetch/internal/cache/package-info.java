/** Documents kept on disk and in memory. */
@NullMarked
package org.omnipkg.fetch.internal.cache;

import org.jspecify.annotations.NullMarked;
