package org.omnipkg.engine.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks a command up along a PATH. */
final class SearchPath {
  private SearchPath() {}

  static Optional<Path> find(String command, String path) {
    Optional<Path> blocked = Optional.empty();
    for (String folder : path.split(File.pathSeparator)) {
      if (folder.isEmpty()) {
        continue;
      }
      Path candidate = Path.of(folder, command);
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
