/** The lock of an environment: its values, its text, and reading it back. */
@NullMarked
package org.omnipkg.engine.internal.lock;

import org.jspecify.annotations.NullMarked;
