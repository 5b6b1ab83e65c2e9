package org.omnipkg.ecosystem.node.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code .npmrc}: keys and values, with environment variables put in. */
final class Npmrc {
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\\\)(\\\\*)\\$\\{([^${?}]+)(\\?)?\\}");

  private Npmrc() {}

  /** What a file says; nothing when it is not there or cannot be read. */
  static Map<String, String> read(Path file, Map<String, String> environment) {
    Map<String, String> values = new LinkedHashMap<>();
    try {
      if (Files.isRegularFile(file)) {
        Files.readAllLines(file).forEach(line -> line(line, environment, values));
      }
    } catch (IOException e) {
      return Map.of();
    }
    return values;
  }

  private static void line(String line, Map<String, String> environment, Map<String, String> into) {
    String text = line.strip();
    int equals = text.indexOf('=');
    if (equals <= 0 || text.startsWith(";") || text.startsWith("#")) {
      return;
    }
    String key = expanded(text.substring(0, equals).strip(), environment);
    String value = text.substring(equals + 1).strip();
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    value = quoted ? value.substring(1, value.length() - 1) : value.replaceFirst("\\s+[;#].*$", "");
    into.put(key, expanded(value, environment));
  }

  /** A variable that is not set stays as it is written, unless a question mark follows its name. */
  private static String expanded(String text, Map<String, String> environment) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String value = environment.get(matcher.group(2));
      String missing = matcher.group(3) == null ? matcher.group() : "";
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(matcher.group(1) + (value == null ? missing : value)));
    }
    return matcher.appendTail(out).toString();
  }
}
