package org.omnipkg.itest.bench;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON as the benchmark writes it. */
final class Json {
  private Json() {}

  static String text(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  static String list(Collection<String> values) {
    return values.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
  }

  static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
