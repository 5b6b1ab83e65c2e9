package org.omnipkg.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Small facts that survive restarts, in SQLite (WAL, synchronous=FULL). Begun anew, empty, when its
 * file is damaged: everything in it can be found out again. A file of a newer schema is refused and
 * left as it is.
 *
 * <p>Tables that several parts share: {@code locks}, the absolute paths of lock files written or
 * followed, whose packages a collection keeps while the file is there.
 */
@ProviderType
public interface Ledger {
  /** The value, if there is one. */
  Optional<byte[]> get(String table, String key);

  /** Keeps a value; the last one wins. */
  void put(String table, String key, byte[] value);

  /** Keeps many values for the price of one. */
  default void put(String table, Map<String, byte[]> values) {
    values.forEach((key, value) -> put(table, key, value));
  }

  void remove(String table, String key);

  /** The keys of a table, sorted. */
  default List<String> keys(String table) {
    return List.of();
  }
}
