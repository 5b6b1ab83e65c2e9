package org.omnipkg.ecosystem.go.internal.version;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of Go itself: {@code 1.21}, {@code 1.22rc1}, {@code 1.23.4}. */
public final class Languages {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\.(\\d{1,6}))?(?:(alpha|beta|rc)(\\d{1,6}))?.*");

  /** Oldest first; from 1.21 on {@code 1.21} itself lies before its release candidates. */
  public static final Comparator<String> ORDER =
      (one, other) -> {
        long[] a = numbers(one);
        long[] b = numbers(other);
        for (int i = 0; i < a.length; i++) {
          if (a[i] != b[i]) {
            return Long.compare(a[i], b[i]);
          }
        }
        return 0;
      };

  private static final long RELEASE = 1L << 40;

  private Languages() {}

  /** Whether go.mod files of this language version list all that their packages need. */
  public static boolean prunes(String language) {
    return !language.isEmpty() && ORDER.compare(language, "1.17") >= 0;
  }

  /**
   * Whether a version is in a range: a version, a beginning of one, or comparisons joined by
   * commas.
   */
  public static boolean admits(String range, String version) {
    for (String part : range.split(",", -1)) {
      String wanted = part.strip();
      String bound = wanted.replaceFirst("^[<>=!]+\\s*", "");
      int order = ORDER.compare(version, bound);
      boolean fits =
          switch (wanted.substring(0, wanted.length() - bound.length()).strip()) {
            case ">=" -> order >= 0;
            case ">" -> order > 0;
            case "<=" -> order <= 0;
            case "<" -> order < 0;
            case "!=" -> order != 0;
            default -> wanted.isEmpty() || version.equals(bound) || version.startsWith(bound + ".");
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static long[] numbers(String version) {
    Matcher m = FORM.matcher(version);
    if (!m.matches()) {
      return new long[] {-1, -1, -1};
    }
    long major = Long.parseLong(m.group(1));
    long minor = m.group(2) == null ? 0 : Long.parseLong(m.group(2));
    boolean bare = m.group(3) == null;
    boolean family = bare && m.group(4) == null && (major > 1 || minor >= 21);
    long kind = family ? -1 : kind(m.group(4), m.group(5));
    long patch = bare ? 0 : Long.parseLong(m.group(3));
    return new long[] {major, minor, patch, kind};
  }

  private static long kind(String word, String number) {
    if (word == null) {
      return RELEASE;
    }
    return switch (word) {
          case "alpha" -> 0;
          case "beta" -> 1_000_000L;
          default -> 2_000_000L;
        }
        + Long.parseLong(number);
  }
}
