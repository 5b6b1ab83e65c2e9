package org.omnipkg.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A manifest header's clauses: cut at commas that stand in no quotes. */
final class Clauses {
  private Clauses() {}

  /** One clause: what stands before the first semicolon, and the whole of it. */
  record Clause(String path, String text) {
    /** An attribute or directive by its name with {@code =} or {@code :=}, or empty. */
    String value(String key) {
      for (String part : cut(text, ';')) {
        if (part.startsWith(key)) {
          String value = part.substring(key.length()).strip();
          return value.length() > 1 && value.startsWith("\"")
              ? value.substring(1, value.length() - 1)
              : value;
        }
      }
      return "";
    }
  }

  static List<Clause> of(@Nullable String header) {
    List<Clause> clauses = new ArrayList<>();
    if (header != null) {
      for (String text : cut(header, ',')) {
        clauses.add(new Clause(cut(text, ';').get(0), text));
      }
    }
    return clauses;
  }

  private static List<String> cut(String text, char at) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || (text.charAt(i) == at && !quoted)) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      } else if (text.charAt(i) == '"') {
        quoted = !quoted;
      }
    }
    return parts;
  }
}
