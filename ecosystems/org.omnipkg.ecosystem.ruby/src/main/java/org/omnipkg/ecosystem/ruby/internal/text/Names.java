package org.omnipkg.ecosystem.ruby.internal.text;

import java.util.regex.Pattern;

/** Names of gems: they are case-sensitive and have one spelling. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
  private static final int LONGEST = 200;

  private Names() {}

  /**
   * ASCII letters, digits and {@code . - _}, at least one of them a letter, none of {@code . -}
   * first: what the registry takes and what is safe as the name of a file.
   */
  public static boolean valid(String name) {
    return name.length() <= LONGEST
        && NAME.matcher(name).matches()
        && name.chars().anyMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
  }

  /** A command's name: the same letters, nothing that leads out of a folder. */
  public static boolean validCommand(String name) {
    return name.length() <= LONGEST && name.matches("[A-Za-z0-9_][A-Za-z0-9._+-]*");
  }
}
