package org.omnipkg.ecosystem.python.internal.layout;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One spelling per version (PEP 440), so that equal ones compare equal as text. */
final class Spelling {
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*)"
              + "(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\\d*))?"
              + "(?:-(\\d+)|[-_.]?(post|rev|r)[-_.]?(\\d*))?"
              + "(?:[-_.]?(dev)[-_.]?(\\d*))?"
              + "(?:[+_]([a-z0-9]+(?:[-_.][a-z0-9]+)*))?");

  private Spelling() {}

  /** The canonical form; versions from before PEP 440 in lower case with one separator. */
  static String canonical(String version) {
    String text = version.strip().toLowerCase(Locale.ROOT);
    Matcher m = VERSION.matcher(text);
    if (!m.matches()) {
      return text.replace('-', '_');
    }
    StringBuilder out = new StringBuilder();
    String epoch = number(m.group(1));
    if (!epoch.equals("0")) {
      out.append(epoch).append('!');
    }
    out.append(release(m.group(2)));
    if (m.group(3) != null) {
      out.append(phase(m.group(3))).append(number(m.group(4)));
    }
    if (m.group(5) != null) {
      out.append(".post").append(number(m.group(5)));
    } else if (m.group(6) != null) {
      out.append(".post").append(number(m.group(7)));
    }
    if (m.group(8) != null) {
      out.append(".dev").append(number(m.group(9)));
    }
    if (m.group(10) != null) {
      out.append('+').append(m.group(10).replaceAll("[-_]", "."));
    }
    return out.toString();
  }

  private static String phase(String word) {
    return switch (word) {
      case "a", "alpha" -> "a";
      case "b", "beta" -> "b";
      default -> "rc";
    };
  }

  private static String release(String digits) {
    StringBuilder out = new StringBuilder();
    for (String part : digits.split("\\.", -1)) {
      out.append(out.isEmpty() ? "" : ".").append(number(part));
    }
    return out.toString().replaceFirst("(?:\\.0)+$", "");
  }

  private static String number(@org.jspecify.annotations.Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return "0";
    }
    return digits.replaceFirst("^0+(?=\\d)", "");
  }
}
