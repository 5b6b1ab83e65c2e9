/**
 * The frames between client and daemon; see {@code docs/reference/protocol.md}. Not exported to
 * other bundles: the launcher's jar carries its own copy.
 */
@NullMarked
package org.omnipkg.daemon.protocol;

import org.jspecify.annotations.NullMarked;
