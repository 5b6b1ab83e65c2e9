package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Clears away what killed processes left; what is young may still be in the making. */
final class Sweep {
  static final Duration GRACE = Duration.ofHours(1);

  private final Path root;
  private final Staging staging;
  private final Instant before;

  Sweep(Path root, Staging staging, Instant now) {
    this.root = root;
    this.staging = staging;
    this.before = now.minus(GRACE);
  }

  void run() throws IOException {
    for (Path left : list(staging.folder())) {
      if (old(left)) {
        Staging.delete(left);
      }
    }
    for (Path shelf : list(root)) {
      String name = String.valueOf(shelf.getFileName());
      if (Files.isDirectory(shelf) && !Trees.RESERVED.contains(name)) {
        for (Path entry : list(shelf)) {
          half(entry);
        }
      }
    }
  }

  private void half(Path entry) throws IOException {
    String name = String.valueOf(entry.getFileName());
    boolean facts = name.endsWith(Trees.FACTS);
    Path other =
        facts
            ? entry.resolveSibling(name.substring(0, name.length() - Trees.FACTS.length()))
            : Trees.facts(entry);
    if (Files.notExists(other) && old(entry)) {
      staging.discard(entry);
    }
  }

  private boolean old(Path path) throws IOException {
    try {
      boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
      FileTime changed =
          unix
              ? (FileTime) Files.getAttribute(path, "unix:ctime")
              : Files.getLastModifiedTime(path);
      return changed.toInstant().isBefore(before);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }
}
