/** What npm would put into the tarball of a package. */
@NullMarked
package org.omnipkg.ecosystem.node.internal.pack;

import org.jspecify.annotations.NullMarked;
