/** Node itself. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.runtime;

import org.jspecify.annotations.NullMarked;
