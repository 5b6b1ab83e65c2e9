package org.omnipkg.ecosystem.node.internal.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.spi.Prefix;

/**
 * When an environment is laid out flat: real folders of hard links, as npm would do it, for
 * packages that find what they do not declare only so.
 */
final class Hoisting {
  static final String VARIABLE = "OMNIPKG_NODE_LAYOUT";
  private static final Map<String, String> KNOWN = read();

  private Hoisting() {}

  private static Map<String, String> read() {
    Map<String, String> known = new LinkedHashMap<>();
    Script.of(Hoisting.class, "hoisted.txt")
        .text()
        .lines()
        .filter(line -> !line.startsWith("#") && line.contains("\t"))
        .forEach(
            line -> {
              int tab = line.indexOf('\t');
              known.put(line.substring(0, tab), line.substring(tab + 1));
            });
    return Map.copyOf(known);
  }

  /** Why a package needs it, or empty. */
  static String reason(String name) {
    return KNOWN.getOrDefault(name, "");
  }

  /** Whether these are laid out flat. */
  static boolean wanted(boolean forced, List<Prefix.Tree> trees) {
    return forced
        || trees.stream().anyMatch(tree -> !TreeFacts.of(tree.facts()).hoisted().isEmpty());
  }
}
