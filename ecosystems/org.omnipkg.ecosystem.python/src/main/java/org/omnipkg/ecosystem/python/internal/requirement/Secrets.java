package org.omnipkg.ecosystem.python.internal.requirement;

import java.util.regex.Pattern;

/** Hides what nobody may read over a shoulder. */
final class Secrets {
  private static final Pattern USER = Pattern.compile("://[^/\\s@]*@");

  private Secrets() {}

  /** The text with the user part of each address hidden. */
  static String hidden(String text) {
    return USER.matcher(text).replaceAll("://***@");
  }
}
