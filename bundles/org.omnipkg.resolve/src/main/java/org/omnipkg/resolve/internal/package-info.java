/** Registries of leased services, cached facts, explanations. */
@NullMarked
package org.omnipkg.resolve.internal;

import org.jspecify.annotations.NullMarked;
