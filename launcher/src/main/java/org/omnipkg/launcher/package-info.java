/** Starts the platform: as a daemon, for one command, or not at all (the client in Java). */
@NullMarked
package org.omnipkg.launcher;

import org.jspecify.annotations.NullMarked;
