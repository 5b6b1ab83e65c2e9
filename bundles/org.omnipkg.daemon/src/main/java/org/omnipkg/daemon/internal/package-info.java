@NullMarked
package org.omnipkg.daemon.internal;

import org.jspecify.annotations.NullMarked;
