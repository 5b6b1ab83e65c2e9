/** Artifacts by Maven coordinates, through Maven's own resolver library and settings. */
@NullMarked
package org.omnipkg.fetch.internal.maven;

import org.jspecify.annotations.NullMarked;
