/** Names, and words that cannot be read. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.text;

import org.jspecify.annotations.NullMarked;
