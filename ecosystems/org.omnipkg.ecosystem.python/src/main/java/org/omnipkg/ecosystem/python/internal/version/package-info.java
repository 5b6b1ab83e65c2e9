/** Versions and specifiers: PEP 440. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.version;

import org.jspecify.annotations.NullMarked;
