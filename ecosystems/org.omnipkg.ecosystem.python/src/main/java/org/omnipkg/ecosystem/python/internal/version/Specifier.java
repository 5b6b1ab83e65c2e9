package org.omnipkg.ecosystem.python.internal.version;

import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.text.Cursor;

/** One comparison of PEP 440. */
public final class Specifier {
  private final Operator operator;
  private final String words;
  private final PythonVersion version;
  private final @Nullable String prefix;

  private Specifier(
      Operator operator, String words, PythonVersion version, @Nullable String prefix) {
    this.operator = operator;
    this.words = words;
    this.version = version;
    this.prefix = prefix;
  }

  /**
   * Reads a version after its operator.
   *
   * @param tolerant whether the habits of old metadata ({@code >=1.0.*}, quotes) are understood
   * @throws org.omnipkg.ecosystem.python.internal.text.Malformed where it cannot be read
   */
  static Specifier read(Operator operator, Cursor in, boolean tolerant) {
    int start = in.blanks().at();
    String words = in.run(c -> c > ' ' && c != ',' && c != ';' && c != ')' && !sign(c));
    if (words.endsWith("!") && in.peek() == '=') {
      words = words.substring(0, words.length() - 1);
      in.moveTo(in.at() - 1);
    }
    if (tolerant) {
      words = words.replace("'", "").replace("\"", "");
    }
    if (words.isEmpty()) {
      in.moveTo(start);
      throw in.expected("a version, such as `1.0`");
    }
    Specifier specifier = of(operator, words, tolerant);
    if (specifier == null) {
      in.moveTo(start);
      throw in.expected(wanted(operator)).hinting(hint(operator, words));
    }
    return specifier;
  }

  static @Nullable Specifier of(Operator operator, String words, boolean tolerant) {
    if (operator == Operator.ARBITRARY) {
      return new Specifier(operator, words, PythonVersion.of(words), null);
    }
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    if (tolerant && words.endsWith("*") && !words.endsWith(".*")) {
      words = words.substring(0, words.length() - 1) + ".*";
    }
    if (words.endsWith(".*")) {
      String stem = words.substring(0, words.length() - 2);
      PythonVersion version = VersionReader.read(stem);
      if (version == null || !equality && !tolerant) {
        return null;
      }
      if (equality) {
        boolean plain = !version.prerelease() && !version.postrelease() && !version.local();
        return plain ? new Specifier(operator, words, version, version.release()) : null;
      }
      words = stem;
    }
    PythonVersion version = VersionReader.read(words);
    if (version == null) {
      boolean old = equality && words.matches("[0-9][A-Za-z0-9._-]*") && !words.endsWith(".x");
      return old || tolerant && words.matches("[A-Za-z0-9._+-]+")
          ? new Specifier(operator, words, PythonVersion.of(words), null)
          : null;
    }
    if (version.local() && !equality) {
      return null;
    }
    if (operator == Operator.BELOW) {
      return new Specifier(operator, words, version.first(), null);
    }
    if (operator != Operator.COMPATIBLE) {
      return new Specifier(operator, words, version, null);
    }
    if (!version.hasMinor()) {
      return null;
    }
    return new Specifier(operator, words, version, allButLast(version.release()));
  }

  private static String allButLast(String coded) {
    int last = 0;
    for (int at = 0; at < coded.length(); ) {
      last = at;
      at += 1 + coded.charAt(at) - PythonVersion.ZERO;
    }
    return coded.substring(0, last);
  }

  public boolean admits(PythonVersion candidate) {
    return switch (operator) {
      case ARBITRARY -> candidate.toString().equalsIgnoreCase(words);
      case EQUAL -> equal(candidate);
      case NOT_EQUAL -> !equal(candidate);
      case COMPATIBLE ->
          candidate.comparePublic(version) >= 0 && (prefix == null || candidate.startsWith(prefix));
      case AT_MOST -> candidate.comparePublic(version) <= 0;
      case AT_LEAST -> candidate.comparePublic(version) >= 0;
      case BELOW -> candidate.compareTo(version) < 0;
      case ABOVE ->
          candidate.comparePublic(version) > 0
              && (version.postrelease()
                  || !candidate.postrelease()
                  || !candidate.samePhase(version));
    };
  }

  private boolean equal(PythonVersion candidate) {
    if (prefix != null) {
      return !candidate.legacy() && candidate.startsWith(prefix);
    }
    return version.local() ? candidate.equals(version) : candidate.comparePublic(version) == 0;
  }

  /** Whether it names one version. */
  boolean pins() {
    return operator == Operator.ARBITRARY || operator == Operator.EQUAL && prefix == null;
  }

  /** Whether it asks for pre-releases by naming one. */
  boolean namesPrerelease() {
    return operator != Operator.NOT_EQUAL
        && (operator == Operator.BELOW ? PythonVersion.of(words) : version).prerelease();
  }

  private static boolean sign(int c) {
    return c == '<' || c == '>' || c == '=' || c == '~';
  }

  private static String wanted(Operator operator) {
    return operator == Operator.COMPATIBLE
        ? "a version of at least two numbers, such as `1.0`"
        : "a version, such as `1.0`";
  }

  private static String hint(Operator operator, String words) {
    if (words.endsWith(".x")
        && VersionReader.read(words.substring(0, words.length() - 2)) != null) {
      return "write `==" + words.substring(0, words.length() - 1) + "*`";
    }
    if (words.endsWith(".*")
        && VersionReader.read(words.substring(0, words.length() - 2)) != null) {
      return "write `" + operator + words.substring(0, words.length() - 2) + "`";
    }
    return "";
  }

  @Override
  public String toString() {
    return operator + words;
  }
}
