/** What a gem says of itself, in each of the forms it is written down in. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.spec;

import org.jspecify.annotations.NullMarked;
