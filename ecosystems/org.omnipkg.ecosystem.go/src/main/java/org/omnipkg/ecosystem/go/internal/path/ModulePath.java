package org.omnipkg.ecosystem.go.internal.path;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.go.internal.version.Semver;

/** Which texts are paths of modules and packages, and how paths stand in addresses and folders. */
public final class ModulePath {
  private static final Pattern ELEMENT = Pattern.compile("[A-Za-z0-9._~+-]+");
  private static final Pattern FIRST = Pattern.compile("[a-z0-9.-]+");
  private static final Pattern SUFFIX = Pattern.compile("(.*)/v([0-9]+)");
  private static final Pattern GOPKG = Pattern.compile("(gopkg\\.in/.*)\\.v([0-9]+)(-unstable)?");
  private static final Pattern SHORT = Pattern.compile("~[0-9]+");
  private static final Set<String> WINDOWS =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private ModulePath() {}

  /** Why a text is no module path; empty when it is one. */
  public static Optional<String> flaw(String path) {
    Optional<String> flaw = packageFlaw(path);
    if (flaw.isPresent()) {
      return flaw;
    }
    if (path.contains("+")) {
      return Optional.of("a character in it is not allowed");
    }
    String first = first(path);
    if (!first.contains(".")) {
      return Optional.of("its first part has no dot");
    }
    if (first.startsWith("-") || !FIRST.matcher(first).matches()) {
      return Optional.of("its first part is no name of a server");
    }
    return major(path).isEmpty()
        ? Optional.of("the number of its major version is malformed")
        : Optional.empty();
  }

  /** The same for the path of a package, whose first part need not be a server's name. */
  public static Optional<String> packageFlaw(String path) {
    if (path.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (path.startsWith("-")) {
      return Optional.of("it begins with a hyphen");
    }
    for (String element : path.split("/", -1)) {
      Optional<String> flaw = elementFlaw(element);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> elementFlaw(String element) {
    if (element.isEmpty()) {
      return Optional.of("one of its parts is empty");
    }
    if (!ELEMENT.matcher(element).matches()) {
      return Optional.of(
          element
              .codePoints()
              .filter(c -> c <= ' ' || c >= 127)
              .mapToObj(
                  c -> String.format("it has U+%04X, and only plain Latin letters will do", c))
              .findFirst()
              .orElse("a character in it is not allowed"));
    }
    if (element.startsWith(".") || element.endsWith(".")) {
      return Optional.of("one of its parts begins or ends with a dot");
    }
    String stem = element.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
    if (WINDOWS.contains(stem)) {
      return Optional.of("`" + element + "` is no name of a file everywhere");
    }
    int tilde = stem.lastIndexOf('~');
    if (tilde >= 0 && tilde < stem.length() - 1 && SHORT.matcher(stem.substring(tilde)).matches()) {
      return Optional.of("`" + element + "` is no name of a file everywhere");
    }
    return Optional.empty();
  }

  public static String first(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? path : path.substring(0, slash);
  }

  /**
   * The path without its major version, and that: {@code /v2}, {@code .v3}, or nothing.
   *
   * @param suffix as written
   */
  public record Major(String prefix, String suffix) {
    /** Whether a version may stand for a module with this path. */
    public boolean admits(String version) {
      Optional<Semver> read = Semver.of(version);
      if (read.isEmpty()) {
        return false;
      }
      String major = read.get().major();
      if (suffix.isEmpty()) {
        return major.equals("0") || major.equals("1") || read.get().incompatible();
      }
      String wanted = suffix.substring(2).replace("-unstable", "");
      // an old commit of gopkg.in has a pseudo-version of v0
      return major.equals(wanted) || suffix.startsWith(".v1") && version.startsWith("v0.0.0-");
    }
  }

  /** Splits a path; empty when its major version is malformed. */
  public static Optional<Major> major(String path) {
    if (path.startsWith("gopkg.in/")) {
      Matcher m = GOPKG.matcher(path);
      return m.matches() && !padded(m.group(2))
          ? Optional.of(new Major(m.group(1), path.substring(m.group(1).length())))
          : Optional.empty();
    }
    Matcher m = SUFFIX.matcher(path);
    if (!m.matches()) {
      return Optional.of(new Major(path, ""));
    }
    String number = m.group(2);
    return number.equals("0") || number.equals("1") || padded(number)
        ? Optional.empty()
        : Optional.of(new Major(m.group(1), "/v" + number));
  }

  private static boolean padded(String number) {
    return number.length() > 1 && number.startsWith("0");
  }

  /** With {@code !} and the small letter for every capital one. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        escaped.append('!').append((char) (c + 'a' - 'A'));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** The name {@code go install} gives to the command of a package. */
  public static String command(String path) {
    String[] parts = path.split("/", -1);
    String last = parts[parts.length - 1];
    boolean version = parts.length > 1 && last.matches("v[0-9]+") && !last.matches("v[01]");
    return version ? parts[parts.length - 2] : last;
  }
}
