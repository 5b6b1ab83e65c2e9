package org.omnipkg.store.internal;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Look;
import org.omnipkg.store.Upkeep.Item;

/**
 * The lists of files that were read last, each good for as long as the list itself looks the same
 * from outside. What it lists is looked at anew each time.
 */
final class KnownManifests {
  private static final int REMEMBERED = 8;

  private record Known(Look look, SoftReference<List<Item>> items) {}

  private final Map<Path, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  Optional<List<Item>> read(Path file) throws IOException {
    Look look;
    try {
      look = Look.of(file);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    synchronized (known) {
      Known one = known.get(file);
      List<Item> items = one != null && one.look().equals(look) ? one.items().get() : null;
      if (items != null) {
        return Optional.of(items);
      }
    }
    Optional<List<Item>> items = Manifest.read(file).map(List::copyOf);
    synchronized (known) {
      items.ifPresent(list -> known.put(file, new Known(look, new SoftReference<>(list))));
    }
    return items;
  }
}
