/** Native extensions. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.build;

import org.jspecify.annotations.NullMarked;
