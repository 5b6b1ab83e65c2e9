package org.omnipkg.engine.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks a command up along a PATH. */
final class SearchPath {
  private SearchPath() {}

  static Optional<Path> find(String command, String path) {
    return find(command, path, Path.of(""));
  }

  /** Folders named relatively are the caller's, whose directory is not that of this process. */
  static Optional<Path> find(String command, String path, Path directory) {
    Optional<Path> blocked = Optional.empty();
    for (String folder : path.split(File.pathSeparator)) {
      if (folder.isEmpty()) {
        continue;
      }
      Path candidate = directory.resolve(folder).resolve(command);
      if (Files.isRegularFile(candidate)) {
        if (Files.isExecutable(candidate)) {
          return Optional.of(candidate);
        }
        blocked = blocked.or(() -> Optional.of(candidate));
      }
    }
    return blocked;
  }
}
