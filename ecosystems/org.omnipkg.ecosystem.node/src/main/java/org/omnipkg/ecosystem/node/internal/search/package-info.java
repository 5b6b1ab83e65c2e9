/** What a bare word may mean. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.search;

import org.jspecify.annotations.NullMarked;
