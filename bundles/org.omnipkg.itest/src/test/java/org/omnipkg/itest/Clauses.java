package org.omnipkg.itest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Manifest;

/** Reads the clauses of an OSGi header: package to its attributes and directives. */
final class Clauses {
  private Clauses() {}

  static Map<String, String> of(Manifest manifest, String header) {
    Map<String, String> clauses = new LinkedHashMap<>();
    String value = manifest.getMainAttributes().getValue(header);
    if (value == null) {
      return clauses;
    }
    StringBuilder clause = new StringBuilder();
    boolean quoted = false;
    for (char c : (value + ",").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      }
      if (c == ',' && !quoted) {
        String[] parts = clause.toString().split(";", 2);
        clauses.put(parts[0].strip(), parts.length > 1 ? parts[1] : "");
        clause.setLength(0);
      } else {
        clause.append(c);
      }
    }
    return clauses;
  }
}
