package org.omnipkg.fetch.internal.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The documents used last, as many as fit. */
final class RecentDocuments {
  private final long room;
  private final Map<String, Stored> documents = new LinkedHashMap<>(64, 0.75f, true);
  private long used;

  RecentDocuments(long room) {
    this.room = room;
  }

  synchronized Optional<Stored> find(String key) {
    return Optional.ofNullable(documents.get(key));
  }

  synchronized void keep(String key, Stored stored) {
    Stored before = documents.remove(key);
    used -= before == null ? 0 : before.weight();
    if (stored.weight() > room / 4) {
      return;
    }
    documents.put(key, stored);
    used += stored.weight();
    for (Iterator<Stored> eldest = documents.values().iterator(); used > room; ) {
      used -= eldest.next().weight();
      eldest.remove();
    }
  }
}
