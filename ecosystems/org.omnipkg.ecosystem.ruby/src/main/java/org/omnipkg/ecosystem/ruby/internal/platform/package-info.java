/** What a gem runs on, and which variant of a release fits best. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.platform;

import org.jspecify.annotations.NullMarked;
