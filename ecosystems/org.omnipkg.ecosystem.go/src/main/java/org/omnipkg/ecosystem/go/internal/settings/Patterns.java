package org.omnipkg.ecosystem.go.internal.settings;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Lists of patterns for the beginnings of module paths, as in {@code GOPRIVATE}. */
public final class Patterns {
  private Patterns() {}

  /** Whether one of the patterns, joined by commas, fits the first parts of a path. */
  public static boolean match(String patterns, String path) {
    for (String glob : patterns.split(",", -1)) {
      String pattern = glob.strip().replaceAll("/+$", "");
      if (pattern.isEmpty()) {
        continue;
      }
      int parts = pattern.split("/", -1).length;
      String[] all = path.split("/", -1);
      if (all.length < parts) {
        continue;
      }
      String beginning = String.join("/", java.util.Arrays.copyOf(all, parts));
      if (fits(pattern, beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String glob, String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '[', ']' -> regex.append(c);
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return Pattern.matches(regex.toString(), text);
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
