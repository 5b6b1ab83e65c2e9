/** What the go command on this machine is configured for. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.settings;

import org.jspecify.annotations.NullMarked;
