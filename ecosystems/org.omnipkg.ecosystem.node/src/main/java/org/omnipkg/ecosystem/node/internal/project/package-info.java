/** What a project's files ask for. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.project;

import org.jspecify.annotations.NullMarked;
