/** The tree solver: npm's placement of packages. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.tree;

import org.jspecify.annotations.NullMarked;
