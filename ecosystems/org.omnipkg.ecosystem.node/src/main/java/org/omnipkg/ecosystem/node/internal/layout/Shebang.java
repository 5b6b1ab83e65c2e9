package org.omnipkg.ecosystem.node.internal.layout;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the file behind a command is run, by its first line. */
final class Shebang {
  /** It runs by itself. */
  static final String ITSELF = "-";

  private static final Pattern NODE =
      Pattern.compile("#!\\s*(?:\\S*/env\\s+(?:-S\\s+)?)?(?:\\S*/)?node(?:js)?(?:\\s+(.*?))?\\s*");
  private static final Pattern FLAGS = Pattern.compile("(?:--?[A-Za-z0-9][A-Za-z0-9=._-]*\\s*)*");

  private Shebang() {}

  /**
   * What stands between Node and the file, mostly nothing; {@link #ITSELF} when Node does not run
   * it.
   */
  static String of(String path, byte[] begin) {
    String text = new String(begin, StandardCharsets.ISO_8859_1);
    String line = text.lines().findFirst().orElse("");
    Matcher node = NODE.matcher(line);
    if (node.matches()) {
      String flags = node.group(1) == null ? "" : node.group(1);
      return FLAGS.matcher(flags).matches() ? flags : "";
    }
    return !line.startsWith("#!") && path.matches(".*\\.[cm]?js") ? "" : ITSELF;
  }
}
