package org.example.omnipkg.cargo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A range as Cargo writes it: comparisons joined by commas, a bare version being {@code ^}. */
record Requirement(List<Comparison> comparisons) {
  private static final Pattern FORM = Pattern.compile("(\\^|~|=|>=|<=|>|<)?\\s*(\\S+)");
  private static final Pattern WILD =
      Pattern.compile("(?:([0-9]+)\\.)?(?:([0-9]+)\\.)?[*xX](?:\\.[*xX])*");

  /** From the lowest version that is in it to the lowest above that is not; null without end. */
  record Comparison(Semver from, boolean included, Semver below, String pre) {
    boolean holds(Semver version) {
      int low = version.compareTo(from);
      if (low < 0 || low == 0 && !included) {
        return false;
      }
      if (below == null || version.compareTo(below) >= 0) {
        return below == null;
      }
      // a pre-release of what is excluded is excluded too
      return !below.pre().isEmpty() || !version.samePlace(below);
    }

    boolean names(Semver version) {
      return !pre.isEmpty() && version.samePlace(from);
    }
  }

  static Optional<Requirement> of(String text) {
    String range = text.strip();
    if (range.isEmpty() || range.equals("*")) {
      return Optional.of(new Requirement(List.of()));
    }
    List<Comparison> all = new ArrayList<>();
    for (String part : range.split(",", -1)) {
      Optional<Comparison> one = comparison(part.strip());
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    return Optional.of(new Requirement(List.copyOf(all)));
  }

  private static Optional<Comparison> comparison(String text) {
    Matcher wild = WILD.matcher(text);
    if (wild.matches()) {
      if (wild.group(1) == null) {
        return Optional.of(new Comparison(version(0, 0, 0), true, null, ""));
      }
      String base = wild.group(1) + (wild.group(2) == null ? "" : "." + wild.group(2));
      return comparison("=" + base);
    }
    Matcher m = FORM.matcher(text);
    Optional<Semver> read = m.matches() ? Semver.of(m.group(2)) : Optional.empty();
    return read.map(v -> comparison(m.group(1) == null ? "^" : m.group(1), v));
  }

  private static Comparison comparison(String operator, Semver v) {
    Semver next = next(v);
    return switch (operator) {
      case "=" ->
          v.parts() == 3
              ? new Comparison(v, true, just(v), v.pre())
              : new Comparison(v, true, next, "");
      case ">" ->
          v.parts() == 3
              ? new Comparison(v, false, null, v.pre())
              : new Comparison(next, true, null, "");
      case ">=" -> new Comparison(v, true, null, v.pre());
      case "<" -> new Comparison(version(0, 0, 0), true, v, v.pre());
      case "<=" -> new Comparison(version(0, 0, 0), true, v.parts() == 3 ? just(v) : next, v.pre());
      case "~" ->
          new Comparison(
              v,
              true,
              v.parts() == 1 ? version(v.major() + 1, 0, 0) : version(v.major(), v.minor() + 1, 0),
              v.pre());
      default -> new Comparison(v, true, caret(v), v.pre());
    };
  }

  private static Semver caret(Semver v) {
    if (v.major() > 0 || v.parts() == 1) {
      return version(v.major() + 1, 0, 0);
    }
    return v.minor() > 0 || v.parts() == 2
        ? version(0, v.minor() + 1, 0)
        : version(0, 0, v.patch() + 1);
  }

  /** The lowest version that does not begin with these numbers. */
  private static Semver next(Semver v) {
    return switch (v.parts()) {
      case 1 -> version(v.major() + 1, 0, 0);
      case 2 -> version(v.major(), v.minor() + 1, 0);
      default -> version(v.major(), v.minor(), v.patch() + 1);
    };
  }

  /** The lowest above this very version. */
  private static Semver just(Semver v) {
    return v.pre().isEmpty()
        ? version(v.major(), v.minor(), v.patch() + 1)
        : new Semver(v.major(), v.minor(), v.patch(), 3, v.pre() + ".0");
  }

  private static Semver version(long major, long minor, long patch) {
    return new Semver(major, minor, patch, 3, "");
  }

  /** A pre-release is in a range only when the range names one of the same three numbers. */
  boolean admits(String text) {
    return Semver.of(text).filter(this::admits).isPresent();
  }

  boolean admits(Semver version) {
    if (!within(version)) {
      return false;
    }
    return version.pre().isEmpty() || comparisons.stream().anyMatch(c -> c.names(version));
  }

  /** Whether it lies in the range, a pre-release or not. */
  boolean within(Semver version) {
    return comparisons.stream().allMatch(c -> c.holds(version));
  }

  /** A version that is in it; empty when it cannot be told. */
  Optional<Semver> some() {
    List<Semver> tries = new ArrayList<>(List.of(version(0, 0, 0), version(1, 0, 0)));
    comparisons.forEach(c -> tries.add(c.included() ? c.from() : next(c.from())));
    return tries.stream().filter(this::admits).findFirst();
  }

  /** Whether it takes one version and no other. */
  static boolean isExact(String text) {
    String range = text.strip();
    return range.startsWith("=")
        && Semver.of(range.substring(1).strip()).filter(v -> v.parts() == 3).isPresent();
  }
}
