/** Requirements, markers and requirements files: PEP 508. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.requirement;

import org.jspecify.annotations.NullMarked;
