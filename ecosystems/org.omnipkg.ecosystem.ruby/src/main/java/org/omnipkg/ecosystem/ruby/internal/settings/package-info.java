/** What the gem command and bundler on this machine are configured for. */
@NullMarked
package org.omnipkg.ecosystem.ruby.internal.settings;

import org.jspecify.annotations.NullMarked;
