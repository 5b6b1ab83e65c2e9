package org.omnipkg.ecosystem.python.internal.text;

import java.util.Locale;

/** Names of PEP 508 in the normal form of PEP 503. */
public final class Names {
  private Names() {}

  /** Lower case, each run of {@code - _ .} one hyphen. */
  public static String normalize(String spelled) {
    int length = spelled.length();
    int plain = 0;
    while (plain < length && (small(spelled.charAt(plain)) || lonely(spelled, plain))) {
      plain++;
    }
    if (plain == length) {
      return spelled;
    }
    StringBuilder normal = new StringBuilder(length).append(spelled, 0, plain);
    for (int i = plain; i < length; i++) {
      char c = spelled.charAt(i);
      if (!joins(c)) {
        normal.append(c);
      } else if (i == 0 || !joins(spelled.charAt(i - 1))) {
        normal.append('-');
      }
    }
    return normal.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean small(char c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
  }

  private static boolean lonely(String spelled, int at) {
    return spelled.charAt(at) == '-' && at > 0 && !joins(spelled.charAt(at - 1));
  }

  private static boolean joins(char c) {
    return c == '-' || c == '_' || c == '.';
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
