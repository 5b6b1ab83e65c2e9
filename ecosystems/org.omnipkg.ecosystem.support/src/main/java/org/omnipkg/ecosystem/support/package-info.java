/** What several languages need and no contract asks for. Private to each bundle that carries it. */
@NullMarked
package org.omnipkg.ecosystem.support;

import org.jspecify.annotations.NullMarked;
