/** What npm is configured for. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.settings;

import org.jspecify.annotations.NullMarked;
