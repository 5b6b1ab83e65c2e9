/** Module trees, the module cache of a generation, commands. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.layout;

import org.jspecify.annotations.NullMarked;
