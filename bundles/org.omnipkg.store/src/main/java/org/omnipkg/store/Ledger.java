package org.omnipkg.store;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small facts that survive restarts, in SQLite (WAL, synchronous=FULL). Rebuilt empty when its file
 * is damaged: everything in it can be found out again.
 */
@ProviderType
public interface Ledger {
  /** The value, if there is one. */
  Optional<byte[]> get(String table, String key);

  /** Keeps a value; the last one wins. */
  void put(String table, String key, byte[] value);

  void remove(String table, String key);
}
