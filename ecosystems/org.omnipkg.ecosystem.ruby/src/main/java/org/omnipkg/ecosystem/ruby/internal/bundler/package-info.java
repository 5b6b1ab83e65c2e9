/** Lets bundler choose the versions. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.bundler;

import org.jspecify.annotations.NullMarked;
