package org.omnipkg.ecosystem.go.internal.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Short names of well-known modules: a curated table, nothing is ever guessed beyond it. */
public final class Aliases {
  private static final Map<String, String> TABLE = read();

  private Aliases() {}

  public static Optional<String> path(String name) {
    return Optional.ofNullable(TABLE.get(name));
  }

  /** Name to module path. */
  public static Map<String, String> all() {
    return TABLE;
  }

  private static Map<String, String> read() {
    try (InputStream in =
        Objects.requireNonNull(Aliases.class.getResourceAsStream("aliases.txt"), "aliases.txt")) {
      Map<String, String> table = new LinkedHashMap<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length == 2 && !words[0].startsWith("#")) {
          table.put(words[0], words[1]);
        }
      }
      return Collections.unmodifiableMap(table);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
