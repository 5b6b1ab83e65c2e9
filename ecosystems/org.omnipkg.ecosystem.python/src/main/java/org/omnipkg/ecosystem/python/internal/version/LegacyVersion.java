package org.omnipkg.ecosystem.python.internal.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Versions from before PEP 440 ({@code 2012d}, {@code 1.0-final-2}), in the order setuptools gave
 * them: words below numbers, {@code final} between the pre-releases and the patches.
 */
final class LegacyVersion {
  private static final String FINAL = "*final";
  private static final String ZERO = "00000000";

  private LegacyVersion() {}

  static PythonVersion of(String spelled) {
    String text = spelled.strip();
    StringBuilder key = new StringBuilder().append(Rank.LEGACY);
    for (String part : parts(text.toLowerCase(Locale.ROOT))) {
      key.append(part).append(Rank.END);
    }
    boolean pre = !text.isEmpty() && text.matches("(?i).*(dev|alpha|beta|pre|rc).*");
    return new PythonVersion(text, key.toString(), "", 0, key.length(), pre);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int kind = kind(text.charAt(at));
      int end = at + 1;
      while (kind < 2 && end < text.length() && kind(text.charAt(end)) == kind) {
        end++;
      }
      String word = text.substring(at, end);
      at = end;
      if (kind == 0) {
        parts.add("0".repeat(Math.max(0, 8 - word.length())) + word);
      } else if (!word.equals(".")) {
        add(parts, "*" + meaning(word));
      }
    }
    add(parts, FINAL);
    return parts;
  }

  private static void add(List<String> parts, String word) {
    if (word.compareTo(FINAL) < 0) {
      removeTail(parts, FINAL + "-");
    }
    removeTail(parts, ZERO);
    parts.add(word);
  }

  private static void removeTail(List<String> parts, String value) {
    while (!parts.isEmpty() && parts.get(parts.size() - 1).equals(value)) {
      parts.remove(parts.size() - 1);
    }
  }

  private static String meaning(String word) {
    return switch (word) {
      case "pre", "preview", "rc" -> "c";
      case "-" -> "final-";
      case "dev" -> "@";
      default -> word;
    };
  }

  private static int kind(char c) {
    return c >= '0' && c <= '9' ? 0 : c >= 'a' && c <= 'z' ? 1 : c == '.' ? 2 : c == '-' ? 3 : 4;
  }
}
