/** What pip and uv on this machine are configured for. */
@NullMarked
package org.omnipkg.ecosystem.python.internal.settings;

import org.jspecify.annotations.NullMarked;
