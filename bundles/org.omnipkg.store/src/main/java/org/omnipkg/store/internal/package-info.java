/** The store on a local disk, the ledger in SQLite. */
@NullMarked
package org.omnipkg.store.internal;

import org.jspecify.annotations.NullMarked;
