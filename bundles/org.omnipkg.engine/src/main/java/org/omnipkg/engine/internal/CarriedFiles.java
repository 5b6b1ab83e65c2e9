package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.omnipkg.spi.Trace;

/** The list of what a generation takes along, and its files as if they had just been added. */
final class CarriedFiles {
  private CarriedFiles() {}

  /** Without what a folder in the list covers. */
  static List<String> together(Collection<String> paths) {
    TreeSet<String> sorted = new TreeSet<>(paths);
    List<String> kept = new ArrayList<>();
    for (String path : sorted) {
      String last = kept.isEmpty() ? "" : kept.get(kept.size() - 1);
      if (!last.endsWith("/") || !path.startsWith(last)) {
        kept.add(path);
      }
    }
    return kept;
  }

  static List<Trace> traces(Path top, String path, Trace.Place place) {
    Path start = top.resolve(path);
    if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .map(
              file -> {
                String name = top.relativize(file).toString().replace('\\', '/');
                boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                return new Trace(Trace.Kind.ADDED, place, folder ? name + "/" : name);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
