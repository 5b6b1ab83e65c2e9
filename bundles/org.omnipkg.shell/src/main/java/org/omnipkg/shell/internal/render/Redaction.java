package org.omnipkg.shell.internal.render;

import java.util.regex.Pattern;

/** Takes user names, passwords and tokens out of addresses. */
public final class Redaction {
  private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s`'\"]+@");
  private static final Pattern QUERY =
      Pattern.compile("(?i)(?<=[?&](token|key|password|secret|signature|auth)=)[^&\\s`'\"]+");

  private Redaction() {}

  public static String of(String text) {
    if (!text.contains("://")) {
      return text;
    }
    return QUERY.matcher(USER.matcher(text).replaceAll("***@")).replaceAll("***");
  }
}
