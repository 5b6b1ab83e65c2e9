package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found out lately, each until its time is over; of many, those used last. */
final class Fleeting<K, V> {
  private final int most;
  private final Map<K, Kept<V>> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** A clock that was set back is not believed: nothing holds before it was found out. */
  private record Kept<V>(V value, Instant from, Instant until) {
    boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  Fleeting(int most) {
    this.most = most;
  }

  synchronized Optional<V> find(K key, Instant now) {
    Kept<V> found = kept.get(key);
    if (found == null) {
      return Optional.empty();
    }
    if (!found.holds(now)) {
      kept.remove(key);
      return Optional.empty();
    }
    return Optional.of(found.value);
  }

  synchronized void keep(K key, V value, Instant now, Instant until) {
    if (!now.isBefore(until)) {
      return;
    }
    kept.put(key, new Kept<>(value, now, until));
    for (Iterator<K> eldest = kept.keySet().iterator(); kept.size() > most; ) {
      eldest.next();
      eldest.remove();
    }
  }
}
