package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of trees. The tree itself is looked at each time; the others only when its files look
 * different, or trees came or went: who links or unlinks a file changes how it looks.
 */
final class Sizes {
  private static final int REMEMBERED = 64;

  /** A folder changed so lately may change again without its time telling. */
  private static final long SETTLED_MILLIS = 100;

  private record Known(long looks, FileTime shelf, Inodes.Size size) {}

  private final Map<Path, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * The size of a tree.
   *
   * @param others the trees it may share with; asked for only when needed
   */
  Inodes.Size of(Path tree, Supplier<List<Path>> others) {
    Optional<FileTime> shelf = settled(tree.getParent());
    Inodes own = Inodes.own(tree);
    if (!own.mayShare()) {
      return own.among(tree, List.of());
    }
    synchronized (known) {
      Known one = known.get(tree);
      if (one != null
          && one.looks() == own.looks()
          && shelf.filter(one.shelf()::equals).isPresent()) {
        return one.size();
      }
    }
    Inodes.Size size = own.among(tree, others.get());
    synchronized (known) {
      shelf.ifPresentOrElse(
          time -> known.put(tree, new Known(own.looks(), time, size)), () -> known.remove(tree));
    }
    return size;
  }

  private static Optional<FileTime> settled(@Nullable Path shelf) {
    try {
      FileTime changed = shelf == null ? null : Files.getLastModifiedTime(shelf);
      return Optional.ofNullable(changed)
          .filter(time -> System.currentTimeMillis() - time.toMillis() > SETTLED_MILLIS);
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }
}
