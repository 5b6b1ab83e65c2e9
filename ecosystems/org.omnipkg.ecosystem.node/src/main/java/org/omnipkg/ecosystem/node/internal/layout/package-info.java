/** Trees, instances and prefixes. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.layout;

import org.jspecify.annotations.NullMarked;
