/** Plugins by the framework's own means; the folder {@code home/plugins} is the truth. */
@NullMarked
package org.omnipkg.plugins.internal;

import org.jspecify.annotations.NullMarked;
