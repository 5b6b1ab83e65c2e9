/** go.mod and go.sum of a project. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.project;

import org.jspecify.annotations.NullMarked;
