/** The checksum database: notes, tiles, proofs, and the hashes of modules. */
@NullMarked
package org.omnipkg.ecosystem.go.internal.sum;

import org.jspecify.annotations.NullMarked;
