/** The language of go.mod files. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.modfile;

import org.jspecify.annotations.NullMarked;
