package org.omnipkg.environment.internal;

import java.util.regex.Pattern;

/** Takes credentials out of addresses before they are written down. */
final class Secrets {
  private static final Pattern WEB = Pattern.compile("(?i)(https?://)[^/?#\\s]*@");
  private static final Pattern OTHER = Pattern.compile("(://[^/?#\\s:@]*):[^/?#\\s]*@");

  private Secrets() {}

  /** The text with the user part of web addresses, and the passwords of others, left out. */
  static String without(String text) {
    return text.contains("://")
        ? OTHER.matcher(WEB.matcher(text).replaceAll("$1")).replaceAll("$1@")
        : text;
  }
}
