package org.omnipkg.shell.internal.render;

import java.util.regex.Pattern;

/** Colours as SGR sequences; {@link Console} takes them out again where there is no colour. */
public final class Style {
  private static final String END = "\u001b[0m";
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-9;]*m");
  // Everything else that could steer a terminal: names, messages and labels come from outside.
  private static final Pattern CONTROL =
      Pattern.compile("\u001b(?!\\[[0-9;]*m)|[\\p{Cc}&&[^\n\t\u001b]]|\\p{Cf}");

  private Style() {}

  public static String bold(String text) {
    return "\u001b[1m" + text + END;
  }

  public static String dim(String text) {
    return "\u001b[2m" + text + END;
  }

  public static String red(String text) {
    return "\u001b[1;31m" + text + END;
  }

  public static String green(String text) {
    return "\u001b[32m" + text + END;
  }

  public static String yellow(String text) {
    return "\u001b[33m" + text + END;
  }

  public static String cyan(String text) {
    return "\u001b[36m" + text + END;
  }

  public static String strip(String text) {
    return text.indexOf('\u001b') < 0 ? text : SEQUENCE.matcher(text).replaceAll("");
  }

  /** Without anything that steers a terminal, except colours. */
  public static String harmless(String text) {
    return CONTROL.matcher(text).replaceAll("");
  }

  /** On one line, without colours of its own. */
  public static String oneLine(String text) {
    return strip(harmless(text)).replace('\n', ' ').replace('\t', ' ');
  }
}
