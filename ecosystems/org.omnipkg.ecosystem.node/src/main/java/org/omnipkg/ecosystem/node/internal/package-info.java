/** Node as a language of the house. */
@NullMarked
package org.omnipkg.ecosystem.node.internal;

import org.jspecify.annotations.NullMarked;
