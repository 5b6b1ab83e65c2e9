/** Gemfiles and their locks, read and never run. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.project;

import org.jspecify.annotations.NullMarked;
