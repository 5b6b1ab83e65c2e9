/** Go as a language of the house. */
@NullMarked
package org.omnipkg.ecosystem.go.internal;

import org.jspecify.annotations.NullMarked;
