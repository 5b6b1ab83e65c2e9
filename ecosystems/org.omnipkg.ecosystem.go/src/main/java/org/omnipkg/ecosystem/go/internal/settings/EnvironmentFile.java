package org.omnipkg.ecosystem.go.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A file of {@code NAME=value} lines, as {@code go env -w} writes it. */
final class EnvironmentFile {
  private EnvironmentFile() {}

  /** Empty when there is none. */
  static Map<String, String> read(Path file) {
    Map<String, String> values = new HashMap<>();
    try {
      if (Files.isRegularFile(file)) {
        for (String line : Files.readAllLines(file)) {
          int equals = line.indexOf('=');
          if (equals > 0 && !line.startsWith("#")) {
            values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
          }
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return values;
  }
}
