/** What bare words may mean in Python. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.search;

import org.jspecify.annotations.NullMarked;
