/** Exchanges with HTTP servers. */
@NullMarked
package org.omnipkg.fetch.internal.http;

import org.jspecify.annotations.NullMarked;
