package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Comparator;

/**
 * The order of names npm walks its tree in: the root collation of Unicode for ASCII, in which signs
 * come before digits, digits before letters, and case counts last.
 */
final class Collation {
  private static final String SIGNS = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
  private static final char DIGITS = 0x100;
  private static final char LETTERS = 0x200;
  private static final char OTHERS = 0x1000;

  static final Comparator<String> ORDER = Comparator.comparing(Collation::key);

  private Collation() {}

  /** Two keys compare as their texts do. */
  static String key(String text) {
    int length = text.length();
    char[] key = new char[2 * length + 1];
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      key[i] = weight(c);
      key[length + 1 + i] = c >= 'A' && c <= 'Z' ? '\2' : '\1';
    }
    key[length] = '\0';
    return new String(key);
  }

  private static char weight(char c) {
    if (c >= 'a' && c <= 'z') {
      return (char) (LETTERS + c - 'a');
    }
    if (c >= 'A' && c <= 'Z') {
      return (char) (LETTERS + c - 'A');
    }
    if (c >= '0' && c <= '9') {
      return (char) (DIGITS + c - '0');
    }
    int sign = SIGNS.indexOf(c);
    return (char) (sign >= 0 ? sign + 1 : OTHERS + Math.min(c, 0xE000));
  }
}
