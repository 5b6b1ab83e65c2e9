/** Requirements as people type them, and the short names that stand for paths. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.requirement;

import org.jspecify.annotations.NullMarked;
