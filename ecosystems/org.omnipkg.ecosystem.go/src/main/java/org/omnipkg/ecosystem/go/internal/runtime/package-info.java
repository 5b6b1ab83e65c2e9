/** Toolchains: found, understood, obtained. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.runtime;

import org.jspecify.annotations.NullMarked;
