/** Versions and requirements, exactly as RubyGems reads them. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.version;

import org.jspecify.annotations.NullMarked;
