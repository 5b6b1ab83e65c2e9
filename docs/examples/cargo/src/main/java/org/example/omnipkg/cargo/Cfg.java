package org.example.omnipkg.cargo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Target;

/**
 * What the compiler holds for true on a machine, as far as needs ask for it: {@code unix}, {@code
 * target_os="linux"}.
 *
 * @param host its triple
 */
record Cfg(String host, Set<String> facts) {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:([A-Za-z_][A-Za-z0-9_]*)|\"([^\"]*)\"|([(),=]))");

  static Cfg of(Target target) {
    return of(target.runtime(CargoGrammar.ID).map(rust -> rust.fact("host")).orElse(""));
  }

  /** What a triple such as {@code x86_64-unknown-linux-gnu} tells. */
  static Cfg of(String host) {
    String[] parts = host.split("-", -1);
    if (parts.length < 3) {
      return new Cfg(host, Set.of());
    }
    String arch = arch(parts[0]);
    String os = parts[2].equals("darwin") ? "macos" : parts[2];
    String env = parts.length > 3 ? parts[3].replaceFirst("(gnu|musl|msvc|uclibc).*", "$1") : "";
    boolean windows = os.equals("windows");
    Set<String> facts = new HashSet<>();
    facts.add(windows ? "windows" : "unix");
    facts.add(fact("target_family", windows ? "windows" : "unix"));
    facts.add(fact("target_os", os));
    facts.add(fact("target_arch", arch));
    facts.add(fact("target_env", env));
    facts.add(fact("target_vendor", parts[1]));
    facts.add(
        fact("target_pointer_width", arch.contains("64") || arch.equals("s390x") ? "64" : "32"));
    boolean big = parts[0].matches("s390x|powerpc(64)?|sparc.*|mips(64)?|.*_be");
    facts.add(fact("target_endian", big ? "big" : "little"));
    return new Cfg(host, facts);
  }

  private static String arch(String word) {
    if (word.matches("i[3-6]86")) {
      return "x86";
    }
    if (word.startsWith("arm") && !word.startsWith("arm64") || word.startsWith("thumb")) {
      return "arm";
    }
    return word.replaceFirst("^riscv64.*", "riscv64").replaceFirst("^powerpc64.*", "powerpc64");
  }

  private static String fact(String name, String value) {
    return name + "=\"" + value + "\"";
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
