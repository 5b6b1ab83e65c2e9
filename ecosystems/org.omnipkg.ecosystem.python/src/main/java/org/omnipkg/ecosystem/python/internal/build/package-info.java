/** Wheels from source: PEP 517 and 518, in the sandbox. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.build;

import org.jspecify.annotations.NullMarked;
