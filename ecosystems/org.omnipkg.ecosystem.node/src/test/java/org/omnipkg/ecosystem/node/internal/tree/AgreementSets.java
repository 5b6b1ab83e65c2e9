package org.omnipkg.ecosystem.node.internal.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requirement sets: a line each, {@code name: words; override=range}. */
final class AgreementSets {
  private AgreementSets() {}

  /**
   * A set.
   *
   * @param overrides path of names to range
   */
  record Set(String name, List<String> words, Map<String, String> overrides) {}

  static List<Set> read() {
    try (InputStream in = AgreementSets.class.getResourceAsStream("/agreement/sets.txt")) {
      List<Set> sets = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split(":", 2);
        String[] rest = parts[1].split(";", 2);
        Map<String, String> overrides = new LinkedHashMap<>();
        if (rest.length > 1) {
          for (String rule : rest[1].strip().split("\\s+")) {
            int at = rule.indexOf('=');
            overrides.put(rule.substring(0, at), rule.substring(at + 1));
          }
        }
        sets.add(new Set(parts[0].strip(), List.of(rest[0].strip().split("\\s+")), overrides));
      }
      return sets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
