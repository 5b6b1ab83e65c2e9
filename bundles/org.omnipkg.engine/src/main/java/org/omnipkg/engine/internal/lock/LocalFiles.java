package org.omnipkg.engine.internal.lock;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the user's own files as a lock has them: relative to its folder when they lie below it,
 * else by name alone, as if they lay beside it. Written {@code file:wheels/tool.whl}.
 */
public final class LocalFiles {
  private static final Pattern ABSOLUTE = Pattern.compile("(?<![+])file:(/[^\\s;#]*)");
  private static final Pattern RELATIVE = Pattern.compile("(?<![+])file:([^/\\s;#][^\\s;#]*)");

  /** Credentials of web addresses, and the passwords of others. */
  private static final Pattern WEB = Pattern.compile("(?i)(https?://)[^/?#\\s]*@");

  private static final Pattern OTHER = Pattern.compile("(://[^/?#\\s:@]*):[^/?#\\s]*@");

  private final Path folder;

  /**
   * Of one folder.
   *
   * @param folder the lock's, absolute
   */
  public LocalFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** The text without absolute paths and credentials. */
  public String portable(String text) {
    String bare = OTHER.matcher(WEB.matcher(text).replaceAll("$1")).replaceAll("$1@");
    return each(ABSOLUTE, bare, found -> "file:" + place(URI.create("file:" + found)));
  }

  /** The text with the files where they are on this machine. */
  public String absolute(String text) {
    return each(RELATIVE, text, found -> location(found).toString());
  }

  /** How the lock calls a file, encoded as in an address. */
  public String place(URI file) {
    Path path = Path.of(file.getPath()).normalize();
    Path shown = path.startsWith(folder) ? folder.relativize(path) : path.getFileName();
    String encoded = folder.toUri().relativize(folder.resolve(shown).toUri()).getRawPath();
    return encoded.isEmpty() ? shown.toString() : encoded;
  }

  /** Where a file of the lock lies on this machine; it may not be there. */
  public URI location(String place) {
    String decoded = URI.create("file:/" + place).getPath().substring(1);
    return folder.resolve(decoded).normalize().toUri();
  }

  private static String each(Pattern pattern, String text, UnaryOperator<String> change) {
    return pattern
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(change.apply(match.group(1))));
  }
}
