package org.omnipkg.engine.internal.lock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the tables of a TOML text begin, for messages; the parser does not tell. */
final class Lines {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[\\[([A-Za-z.]+)]].*");

  private final Map<String, Integer> starts = new HashMap<>();

  Lines(String text) {
    Map<String, Integer> counts = new HashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        String table = header.group(1);
        counts.merge(table, 1, Integer::sum);
        counts.keySet().removeIf(inner -> inner.startsWith(table + "."));
        starts.put(path(table, counts), number);
      }
    }
  }

  /** {@code kept[0].package[3]}, from the counts so far. */
  private static String path(String table, Map<String, Integer> counts) {
    StringBuilder path = new StringBuilder();
    StringBuilder name = new StringBuilder();
    for (String part : List.of(table.split("\\."))) {
      name.append(name.length() == 0 ? "" : ".").append(part);
      path.append(path.length() == 0 ? "" : ".").append(part);
      path.append('[').append(counts.getOrDefault(name.toString(), 1) - 1).append(']');
    }
    return path.toString();
  }

  int of(String path, int otherwise) {
    return starts.getOrDefault(path, otherwise);
  }
}
