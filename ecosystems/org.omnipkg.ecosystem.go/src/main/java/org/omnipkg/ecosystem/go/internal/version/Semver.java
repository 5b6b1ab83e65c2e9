package org.omnipkg.ecosystem.go.internal.version;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version as Go spells it: with a {@code v} in front, the later numbers left out at
 * will.
 *
 * @param prerelease with its hyphen, or empty
 * @param build with its plus sign, or empty
 */
public record Semver(
    String text, String major, String minor, String patch, String prerelease, String build)
    implements Comparable<Semver> {
  private static final String NUMBER = "(0|[1-9][0-9]*)";
  private static final String WORD = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
  private static final Pattern FORM =
      Pattern.compile(
          "v" + NUMBER + "(?:\\." + NUMBER + "(?:\\." + NUMBER + "(-" + WORD + ")?(\\+" + WORD
              + ")?)?)?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** Order of version texts; what is no version comes first, two of equal rank in order of text. */
  public static final Comparator<String> ORDER =
      (one, other) -> {
        int rank = compare(one, other);
        return rank != 0 ? rank : one.compareTo(other);
      };

  /** The later one in {@link #ORDER}. */
  public static String greater(String one, String other) {
    return ORDER.compare(one, other) >= 0 ? one : other;
  }

  /** Empty for what Go does not take for a version. */
  public static Optional<Semver> of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String prerelease = m.group(4) == null ? "" : m.group(4);
    if (zeroPadded(prerelease)) {
      return Optional.empty();
    }
    return Optional.of(
        new Semver(
            text,
            m.group(1),
            m.group(2) == null ? "0" : m.group(2),
            m.group(3) == null ? "0" : m.group(3),
            prerelease,
            m.group(5) == null ? "" : m.group(5)));
  }

  private static boolean zeroPadded(String prerelease) {
    for (String part : prerelease.replaceFirst("^-", "").split("\\.", -1)) {
      if (part.length() > 1 && part.startsWith("0") && DIGITS.matcher(part).matches()) {
        return true;
      }
    }
    return false;
  }

  /** As the language's own library compares: build metadata counts nothing. */
  public static int compare(String one, String other) {
    Optional<Semver> a = of(one);
    Optional<Semver> b = of(other);
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isPresent(), b.isPresent());
    }
    return a.get().compareTo(b.get());
  }

  /** All three numbers and the pre-release, without build metadata. */
  public String canonical() {
    return "v" + major + "." + minor + "." + patch + prerelease;
  }

  /** Whether all three numbers are written. */
  public boolean complete() {
    return text.equals(canonical() + build);
  }

  public boolean incompatible() {
    return build.equals("+incompatible");
  }

  @Override
  public int compareTo(Semver other) {
    int order = number(major, other.major);
    order = order != 0 ? order : number(minor, other.minor);
    order = order != 0 ? order : number(patch, other.patch);
    return order != 0 ? order : prereleases(prerelease, other.prerelease);
  }

  private static int number(String one, String other) {
    int length = Integer.compare(one.length(), other.length());
    return length != 0 ? length : one.compareTo(other);
  }

  private static int prereleases(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    }
    String[] mine = one.substring(1).split("\\.", -1);
    String[] theirs = other.substring(1).split("\\.", -1);
    for (int i = 0; i < Math.min(mine.length, theirs.length); i++) {
      boolean digits = DIGITS.matcher(mine[i]).matches();
      boolean theirDigits = DIGITS.matcher(theirs[i]).matches();
      int order =
          digits && theirDigits
              ? number(mine[i], theirs[i])
              : digits == theirDigits
                  ? mine[i].compareTo(theirs[i])
                  : Boolean.compare(theirDigits, digits);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(mine.length, theirs.length);
  }
}
