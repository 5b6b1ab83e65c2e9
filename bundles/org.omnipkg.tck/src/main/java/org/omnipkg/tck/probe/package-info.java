/** Runs inside the container of {@link org.omnipkg.tck.BundleContract}, as a bundle of its own. */
@NullMarked
package org.omnipkg.tck.probe;

import org.jspecify.annotations.NullMarked;
