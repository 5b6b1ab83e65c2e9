/** Module paths: what is one, and how it is escaped. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.path;

import org.jspecify.annotations.NullMarked;
