package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What lies in a folder: two that are equal have the same files with the same bytes. */
record Snapshot(Map<String, String> files) {
  static Snapshot of(Path folder) {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        files.put(folder.relativize(file).toString(), content(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Snapshot(files);
  }

  private static String content(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      return "link to " + Files.readSymbolicLink(file);
    } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return "folder";
    }
    return Parcel.sha256(Files.readAllBytes(file));
  }
}
