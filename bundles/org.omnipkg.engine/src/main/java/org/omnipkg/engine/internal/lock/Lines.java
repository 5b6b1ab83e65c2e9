package org.omnipkg.engine.internal.lock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the tables of a TOML text begin, for messages; the parser does not tell. */
final class Lines {
  private static final Pattern HEADER = Pattern.compile("\\s*\\[\\[([A-Za-z.]+)]].*");

  private static final Pattern LIST = Pattern.compile("\\s*([A-Za-z]+)\\s*=\\s*\\[\\s*");

  private final Map<String, Integer> starts = new HashMap<>();

  Lines(String text) {
    Map<String, Integer> counts = new HashMap<>();
    String table = "";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        String name = header.group(1);
        counts.merge(name, 1, Integer::sum);
        counts.keySet().removeIf(inner -> inner.startsWith(name + "."));
        table = path(name, counts);
        starts.put(table, number);
      }
      Matcher list = LIST.matcher(line);
      if (list.matches()) {
        starts.put(within(table, list.group(1)), number);
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

  /** How a table's part is named. */
  static String within(String table, String part) {
    return table.isEmpty() ? part : table + "." + part;
  }

  /** The line of an item: that of its header, or the one it has in a list with an item a line. */
  int of(String list, int index, int otherwise) {
    Integer header = starts.get(list + "[" + index + "]");
    Integer start = starts.get(list);
    return header != null ? header : start != null ? start + 1 + index : otherwise;
  }
}
