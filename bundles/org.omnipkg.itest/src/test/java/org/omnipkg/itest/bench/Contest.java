package org.omnipkg.itest.bench;

import java.io.IOException;

/** One table of the page: some who do the same thing, measured in the same rounds. */
interface Contest {
  /** The word that chooses it with {@code -Dbench.only}. */
  String key();

  Outcome run(Spawner spawner) throws IOException;
}
