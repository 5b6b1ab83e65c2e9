package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The versions a program was published with: its {@code Cargo.lock}.
 *
 * @param versions by crate
 * @param checksums by {@code name version}
 */
record CargoLock(Map<String, List<String>> versions, Map<String, String> checksums) {
  /** For programs that were published without. */
  static final CargoLock NONE = new CargoLock(Map.of(), Map.of());

  private static final TomlMapper TOML = new TomlMapper();

  static CargoLock read(String text) {
    Map<String, List<String>> versions = new HashMap<>();
    Map<String, String> checksums = new HashMap<>();
    try {
      JsonNode lock = TOML.readTree(text);
      // before format 3 checksums stood in a table of their own
      lock.path("metadata")
          .fields()
          .forEachRemaining(
              entry -> {
                String[] words = entry.getKey().split(" ", -1);
                if (words.length > 2 && words[0].equals("checksum")) {
                  checksums.put(words[1] + " " + words[2], entry.getValue().asText());
                }
              });
      for (JsonNode one : lock.path("package")) {
        String name = one.path("name").asText();
        String version = one.path("version").asText();
        if (one.path("source").asText("").startsWith("registry+")) {
          versions.computeIfAbsent(name, key -> new ArrayList<>()).add(version);
          if (one.hasNonNull("checksum")) {
            checksums.put(name + " " + version, one.path("checksum").asText());
          }
        }
      }
    } catch (IOException unreadable) {
      return NONE;
    }
    return new CargoLock(versions, checksums);
  }

  Set<String> names() {
    return new HashSet<>(versions.keySet());
  }

  /** Whether a version of a crate is in it, or it says nothing of that crate at all. */
  boolean takes(Crate crate) {
    return versions.getOrDefault(crate.name(), List.of()).contains(crate.version());
  }

  /** Whether it vouches for other bytes than the index does. */
  boolean contradicts(Crate crate) {
    String checksum = checksums.get(crate.name() + " " + crate.version());
    return checksum != null && !checksum.equals(crate.checksum());
  }
}
