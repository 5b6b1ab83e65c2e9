/** The house's own solver: PubGrub over bit sets of releases, for every language. */
@NullMarked
package org.omnipkg.resolve.internal.house;

import org.jspecify.annotations.NullMarked;
