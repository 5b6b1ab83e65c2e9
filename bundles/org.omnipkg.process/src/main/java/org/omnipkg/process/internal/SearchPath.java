package org.omnipkg.process.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folders a {@code PATH} value names.
 *
 * @param value as in the environment; null when there is none
 */
record SearchPath(@Nullable String value) {
  static SearchPath ours() {
    return new SearchPath(System.getenv("PATH"));
  }

  Optional<Path> find(String name) {
    if (value == null) {
      return Optional.empty();
    }
    return Arrays.stream(value.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
