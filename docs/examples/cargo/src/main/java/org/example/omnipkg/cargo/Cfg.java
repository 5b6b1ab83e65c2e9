package org.example.omnipkg.cargo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/**
 * What the compiler holds for true on a machine: {@code unix}, {@code target_os="linux"}.
 *
 * @param host its triple
 */
record Cfg(String host, Set<String> facts) {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|\"([^\"]*)\"|([(),=]))");

  static Cfg of(Target target) {
    Runtime rust = target.runtime(CargoGrammar.ID).orElse(null);
    if (rust == null) {
      return new Cfg("", Set.of());
    }
    return new Cfg(rust.fact("host"), Set.copyOf(List.of(rust.fact("cfg").split("\n"))));
  }

  /**
   * Whether a need is one here.
   *
   * @param on a triple or {@code cfg(…)}; empty for everywhere. What cannot be read counts as true
   */
  boolean holds(String on) {
    if (on.isEmpty()) {
      return true;
    }
    if (!on.startsWith("cfg(")) {
      return on.equals(host);
    }
    try {
      Reading reading = new Reading(tokens(on));
      return reading.holds();
    } catch (IllegalArgumentException | IndexOutOfBoundsException unreadable) {
      return true;
    }
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher m = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && m.find(at) && m.start() == at) {
      tokens.add(m.group(2) != null ? "\"" + m.group(2) + "\"" : m.group().strip());
      at = m.end();
    }
    if (!text.substring(at).isBlank()) {
      throw new IllegalArgumentException(text);
    }
    return tokens;
  }

  /** One expression, read from its left end. */
  private final class Reading {
    private final List<String> tokens;
    private int at;

    Reading(List<String> tokens) {
      this.tokens = tokens;
    }

    boolean holds() {
      String word = tokens.get(at++);
      if (at < tokens.size() && tokens.get(at).equals("(")) {
        at++;
        List<Boolean> inner = new ArrayList<>();
        while (!tokens.get(at).equals(")")) {
          inner.add(holds());
          if (tokens.get(at).equals(",")) {
            at++;
          }
        }
        at++;
        return switch (word) {
          case "cfg", "all" -> !inner.contains(false);
          case "any" -> inner.contains(true);
          case "not" -> !inner.get(0);
          default -> throw new IllegalArgumentException(word);
        };
      }
      if (at < tokens.size() && tokens.get(at).equals("=")) {
        at++;
        return facts.contains(word + "=" + tokens.get(at++));
      }
      return word.equals("true") || !word.equals("false") && facts.contains(word);
    }
  }
}
