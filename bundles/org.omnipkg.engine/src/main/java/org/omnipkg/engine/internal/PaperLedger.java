package org.omnipkg.engine.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.store.Ledger;

/** What is written down during practice, and forgotten with it. */
final class PaperLedger implements Ledger {
  private record Place(String table, String key) {}

  private final Map<Place, byte[]> values = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> get(String table, String key) {
    return Optional.ofNullable(values.get(new Place(table, key)));
  }

  @Override
  public void put(String table, String key, byte[] value) {
    values.put(new Place(table, key), value);
  }

  @Override
  public void remove(String table, String key) {
    values.remove(new Place(table, key));
  }
}
