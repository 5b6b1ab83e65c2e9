package org.omnipkg.ecosystem.go.internal.requirement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.support.Script;

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
    Map<String, String> table = new LinkedHashMap<>();
    for (String line : Script.of(Aliases.class, "aliases.txt").text().split("\n", -1)) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length == 2 && !words[0].startsWith("#")) {
        table.put(words[0], words[1]);
      }
    }
    return Collections.unmodifiableMap(table);
  }
}
