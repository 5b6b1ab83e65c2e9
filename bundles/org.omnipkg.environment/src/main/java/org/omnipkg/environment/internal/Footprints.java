package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Trace;

/** The footprints of generations: noted when made, held against the disk when asked. */
final class Footprints {
  private static final int REMEMBERED = 32;

  /**
   * As it was put down, and as it looked when nothing of it had changed: a cache made inside
   * changes its folder's time once.
   */
  private record Known(Footprint made, Footprint sound) {}

  private final Map<Path, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  static Set<String> caches(List<Step> steps) {
    Set<String> caches = new TreeSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Merge merge) {
        caches.addAll(merge.alwaysReal());
      }
    }
    return caches;
  }

  static void note(Folders folders, int number, List<Step> steps) throws IOException {
    Footprint.look(folders.root(number), folders.farm(number), caches(steps))
        .write(folders.files(number));
  }

  boolean touched(Folders folders, int number) throws IOException {
    Optional<Known> one = known(folders, number);
    return one.isPresent()
        && !one.get().sound().holds(folders.root(number), folders.farm(number))
        && !traces(folders, number).isEmpty();
  }

  List<Trace> traces(Folders folders, int number) throws IOException {
    Optional<Known> one = known(folders, number);
    if (one.isEmpty()) {
      return List.of();
    }
    Footprint made = one.get().made();
    Footprint now = Footprint.look(folders.root(number), folders.farm(number), made.caches());
    List<Trace> traces = made.until(now);
    if (traces.isEmpty()) {
      keep(folders.files(number), new Known(made, now));
    }
    return traces;
  }

  private Optional<Known> known(Folders folders, int number) throws IOException {
    Path file = folders.files(number);
    synchronized (known) {
      Known one = known.get(file);
      if (one != null) {
        return Optional.of(one);
      }
    }
    try {
      Footprint made = Footprint.read(file);
      Known one = new Known(made, made);
      keep(file, one);
      return Optional.of(one);
    } catch (NoSuchFileException never) {
      return Optional.empty();
    }
  }

  private void keep(Path file, Known one) {
    synchronized (known) {
      known.put(file, one);
    }
  }

  /** A generation of this number is made anew, or gone. */
  void forget(Folders folders, int number) {
    synchronized (known) {
      known.remove(folders.files(number));
    }
  }
}
