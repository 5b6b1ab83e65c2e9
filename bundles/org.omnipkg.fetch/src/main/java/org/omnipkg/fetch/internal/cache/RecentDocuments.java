package org.omnipkg.fetch.internal.cache;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The documents used last, as many as fit, while the process has room for them. */
final class RecentDocuments {
  private final long room;
  private final Map<String, Held> documents = new LinkedHashMap<>(64, 0.75f, true);
  private long used;

  /** Its weight counts until it is missed. */
  private static final class Held extends SoftReference<Stored> {
    final long weight;

    Held(Stored stored) {
      super(stored);
      weight = stored.weight();
    }
  }

  RecentDocuments(long room) {
    this.room = room;
  }

  synchronized Optional<Stored> find(String key) {
    Held held = documents.get(key);
    Stored stored = held == null ? null : held.get();
    if (held != null && stored == null) {
      documents.remove(key);
      used -= held.weight;
    }
    return Optional.ofNullable(stored);
  }

  synchronized void keep(String key, Stored stored) {
    Held before = documents.remove(key);
    used -= before == null ? 0 : before.weight;
    if (stored.weight() > room / 4) {
      return;
    }
    documents.put(key, new Held(stored));
    used += stored.weight();
    for (Iterator<Held> eldest = documents.values().iterator(); used > room; ) {
      used -= eldest.next().weight;
      eldest.remove();
    }
  }
}
