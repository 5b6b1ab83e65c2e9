/** Artifacts, verified while they are written. */
@NullMarked
package org.omnipkg.fetch.internal.download;

import org.jspecify.annotations.NullMarked;
