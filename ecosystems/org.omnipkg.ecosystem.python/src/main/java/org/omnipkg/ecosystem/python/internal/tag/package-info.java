/** Which files fit a target: PEP 425, 427, 600, 656. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.tag;

import org.jspecify.annotations.NullMarked;
