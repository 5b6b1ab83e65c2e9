package org.omnipkg.ecosystem.python.internal.text;

import java.util.Locale;

/** Names of PEP 508 in the normal form of PEP 503. */
public final class Names {
  private Names() {}

  /** Lower case, each run of {@code - _ .} one hyphen. */
  public static String normalize(String spelled) {
    int length = spelled.length();
    boolean plain = true;
    for (int i = 0; i < length && plain; i++) {
      char c = spelled.charAt(i);
      plain =
          c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || c == '-' && i > 0 && spelled.charAt(i - 1) != '-';
    }
    return plain ? spelled : spelled.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /** Letters, digits and {@code - _ .} between them. */
  public static boolean valid(String spelled) {
    int last = spelled.length() - 1;
    if (last < 0 || !solid(spelled.charAt(0)) || !solid(spelled.charAt(last))) {
      return false;
    }
    return spelled.chars().allMatch(Names::inside);
  }

  public static boolean inside(int c) {
    return solid(c) || c == '-' || c == '_' || c == '.';
  }

  private static boolean solid(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }
}
