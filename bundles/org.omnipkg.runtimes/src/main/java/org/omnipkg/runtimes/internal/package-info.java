/** The register of runtimes, cached probes, and how a runtime is obtained. */
@NullMarked
package org.omnipkg.runtimes.internal;

import org.jspecify.annotations.NullMarked;
