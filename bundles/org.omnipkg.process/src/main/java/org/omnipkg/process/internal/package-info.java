/** Children by the JDK, confinement by bubblewrap, places by framework properties. */
@NullMarked
package org.omnipkg.process.internal;

import org.jspecify.annotations.NullMarked;
