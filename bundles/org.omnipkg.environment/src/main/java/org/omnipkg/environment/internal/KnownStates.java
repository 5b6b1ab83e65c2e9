package org.omnipkg.environment.internal;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.environment.State;

/** States as they were read, each good for as long as its file looks the same from outside. */
final class KnownStates {
  private static final int REMEMBERED = 256;

  private record Known(Mark mark, SoftReference<State> state) {}

  private final Map<Path, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  State read(Path file) throws IOException {
    // Looked at first: what is put there meanwhile is read now and read again the next time.
    Mark mark = Mark.of(file);
    State before = mark == null ? null : remembered(file, mark);
    if (before != null) {
      return before;
    }
    State state = StateFile.read(file);
    if (mark != null) {
      synchronized (known) {
        known.put(file, new Known(mark, new SoftReference<>(state)));
      }
    }
    return state;
  }

  private @org.jspecify.annotations.Nullable State remembered(Path file, Mark mark) {
    synchronized (known) {
      Known one = known.get(file);
      return one != null && one.mark().equals(mark) ? one.state().get() : null;
    }
  }

  /** The file is gone, or will be. */
  void forget(Path file) {
    synchronized (known) {
      known.remove(file);
    }
  }
}
