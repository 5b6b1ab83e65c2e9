/** What a bare word may mean. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.search;

import org.jspecify.annotations.NullMarked;
