package org.example.omnipkg.cargo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version; parts that are left out count as zero in the order.
 *
 * @param parts how many of the three numbers were given
 * @param pre what stands behind {@code -}, or empty
 */
record Semver(long major, long minor, long patch, int parts, String pre)
    implements Comparable<Semver> {
  /** Orders texts; those that are no versions come first. */
  static final Comparator<String> ORDER =
      (one, other) -> {
        Optional<Semver> a = of(one);
        Optional<Semver> b = of(other);
        return a.isPresent() && b.isPresent()
            ? a.get().compareTo(b.get())
            : Boolean.compare(a.isPresent(), b.isPresent());
      };

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,18})(?:\\.([0-9]{1,18}))?(?:\\.([0-9]{1,18}))?"
              + "(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  static Optional<Semver> of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int parts = m.group(2) == null ? 1 : m.group(3) == null ? 2 : 3;
    String pre = m.group(4) == null ? "" : m.group(4);
    return Optional.of(
        new Semver(number(m.group(1)), number(m.group(2)), number(m.group(3)), parts, pre));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** Versions with the same may stand in for each other; others can be there side by side. */
  String compatibility() {
    if (major > 0) {
      return Long.toString(major);
    }
    return minor > 0 ? "0." + minor : "0.0." + patch;
  }

  boolean samePlace(Semver other) {
    return major == other.major && minor == other.minor && patch == other.patch;
  }

  @Override
  public int compareTo(Semver other) {
    int order =
        Comparator.comparingLong(Semver::major)
            .thenComparingLong(Semver::minor)
            .thenComparingLong(Semver::patch)
            .compare(this, other);
    if (order != 0 || pre.equals(other.pre)) {
      return order;
    }
    if (pre.isEmpty() || other.pre.isEmpty()) {
      return pre.isEmpty() ? 1 : -1;
    }
    return comparePre(List.of(pre.split("\\.")), List.of(other.pre.split("\\.")));
  }

  private static int comparePre(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      String a = one.get(i);
      String b = other.get(i);
      boolean numeric = a.matches("[0-9]{1,18}");
      int order;
      if (numeric && b.matches("[0-9]{1,18}")) {
        order = Long.compare(Long.parseLong(a), Long.parseLong(b));
      } else if (numeric != b.matches("[0-9]{1,18}")) {
        order = numeric ? -1 : 1;
      } else {
        order = a.compareTo(b);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (pre.isEmpty() ? "" : "-" + pre);
  }
}
