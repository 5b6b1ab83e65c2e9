/** Versions: semantic versions as Go reads them, pseudo-versions among them. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.version;

import org.jspecify.annotations.NullMarked;
