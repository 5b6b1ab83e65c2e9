/** The command model as a service, wired to the rooms. */
@NullMarked
package org.omnipkg.shell.internal;

import org.jspecify.annotations.NullMarked;
