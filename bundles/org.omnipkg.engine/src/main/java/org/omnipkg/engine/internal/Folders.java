package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Folders {
  private Folders() {}

  /** Copies files and folders to a place where nothing is yet. */
  static void copy(Path folder, Path into) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.copy(path, into.resolve(folder.relativize(path)), LinkOption.NOFOLLOW_LINKS);
      }
    }
  }
}
