/** Ruby as a language of the house. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal;

import org.jspecify.annotations.NullMarked;
