/** Environments as folders: {@code gens}, {@code farm}, {@code state}, {@code leases}, a lock. */
@NullMarked
package org.omnipkg.environment.internal;

import org.jspecify.annotations.NullMarked;
