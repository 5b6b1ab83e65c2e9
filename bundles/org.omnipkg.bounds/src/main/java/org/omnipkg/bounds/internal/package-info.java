/** Added bundles work in threads of their own, watched by whoever waits for them. */
@NullMarked
package org.omnipkg.bounds.internal;

import org.jspecify.annotations.NullMarked;
