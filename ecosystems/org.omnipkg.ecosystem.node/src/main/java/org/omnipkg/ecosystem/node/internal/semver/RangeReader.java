package org.omnipkg.ecosystem.node.internal.semver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.semver.Bound.Operator;

/** Reads ranges: hyphens, {@code x}, {@code ^}, {@code ~}, {@code ||} and plain comparisons. */
final class RangeReader {
  private static final Pattern ALTERNATIVES = Pattern.compile("\\|\\|");
  private static final Pattern HYPHEN = Pattern.compile("(\\S.*?)\\s+-\\s+(\\S.*)");
  private static final Pattern LOOSE_OPERATOR = Pattern.compile("(~>?|\\^|[<>]=?|=)\\s+");
  private static final Pattern COMPARISON = Pattern.compile("(~>?|\\^|[<>]?=?)(.+)");
  private static final List<String> LOWEST = List.of("0");

  /** Below everything: what no version can be. */
  private static final Bound NOTHING = new Bound(Operator.LESS, new Version(0, 0, 0, LOWEST));

  private final boolean loose;
  private final List<String> floor;

  RangeReader(boolean loose, boolean prereleases) {
    this.loose = loose;
    this.floor = prereleases ? LOWEST : List.of();
  }

  /** Empty for what is no range. */
  Optional<Range> read(String text) {
    List<List<Bound>> alternatives = new ArrayList<>();
    for (String words : ALTERNATIVES.split(text.strip(), -1)) {
      List<Bound> bounds = alternative(words.strip());
      if (bounds == null) {
        return Optional.empty();
      }
      if (bounds != DROPPED) {
        alternatives.add(List.copyOf(bounds));
      }
    }
    if (alternatives.isEmpty()) {
      return Optional.empty();
    }
    // beside one that admits everything the others say nothing, their pre-releases included
    return Optional.of(
        new Range(alternatives.contains(List.of()) ? List.of(List.of()) : alternatives));
  }

  /** Marks an alternative of which, read loosely, nothing was left. */
  private static final List<Bound> DROPPED = new ArrayList<>(0);

  private @Nullable List<Bound> alternative(String words) {
    Matcher hyphen = HYPHEN.matcher(words);
    if (hyphen.matches()) {
      List<Bound> bounds = between(hyphen.group(1), hyphen.group(2));
      if (bounds != null) {
        return bounds;
      }
    }
    String glued = LOOSE_OPERATOR.matcher(words).replaceAll("$1");
    List<Bound> bounds = new ArrayList<>();
    boolean understood = false;
    for (String word : glued.split("\\s+", -1)) {
      boolean fine = word.isEmpty() || comparison(word, bounds);
      if (!fine && !loose) {
        return null;
      }
      understood |= fine;
    }
    return understood ? bounds : DROPPED;
  }

  private @Nullable List<Bound> between(String from, String to) {
    Partial low = new Partial.Reader(from, loose).whole();
    Partial high = new Partial.Reader(to, loose).whole();
    if (low == null || high == null || from.matches("[<>~^].*")) {
      return null;
    }
    List<Bound> bounds = new ArrayList<>();
    if (low.major() >= 0) {
      List<String> tail = low.full() && !low.prerelease().isEmpty() ? low.prerelease() : floor;
      add(bounds, Operator.AT_LEAST, low.major(), zero(low.minor()), zero(low.patch(), low), tail);
    }
    if (high.major() >= 0) {
      if (high.minor() < 0) {
        add(bounds, Operator.LESS, high.major() + 1, 0, 0, LOWEST);
      } else if (high.patch() < 0) {
        add(bounds, Operator.LESS, high.major(), high.minor() + 1, 0, LOWEST);
      } else if (high.prerelease().isEmpty() && !floor.isEmpty()) {
        add(bounds, Operator.LESS, high.major(), high.minor(), high.patch() + 1, LOWEST);
      } else {
        add(bounds, Operator.AT_MOST, high.major(), high.minor(), high.patch(), high.prerelease());
      }
    }
    return bounds;
  }

  private static long zero(long part) {
    return Math.max(part, 0);
  }

  /** A patch counts only behind a minor. */
  private static long zero(long patch, Partial of) {
    return of.minor() < 0 ? 0 : zero(patch);
  }

  private void add(
      List<Bound> bounds, Operator operator, long major, long minor, long patch, List<String> pre) {
    // what admits everything says nothing
    if (operator == Operator.AT_LEAST && major + minor + patch == 0 && pre.equals(floor)) {
      return;
    }
    bounds.add(new Bound(operator, new Version(major, minor, patch, pre)));
  }

  /** False when a word is no comparison. */
  private boolean comparison(String word, List<Bound> into) {
    Matcher parts = COMPARISON.matcher(word);
    if (!parts.matches()) {
      return false;
    }
    String operator = parts.group(1);
    String rest = parts.group(2);
    boolean near = operator.startsWith("~") || operator.equals("^");
    Partial wanted = new Partial.Reader(rest, loose).whole();
    if (wanted == null || tooLarge(wanted, near)) {
      return false;
    }
    boolean gap =
        wanted.major() < 0 && wanted.minor() >= 0 || wanted.minor() < 0 && wanted.patch() >= 0;
    boolean front = loose || !wanted.full() || rest.matches("v?\\d.*");
    if (!near && (gap || !front)) {
      return false;
    }
    switch (operator) {
      case "~", "~>" -> tilde(wanted, into);
      case "^" -> caret(wanted, into);
      case "", "=" -> plain(wanted, into);
      case "<", "<=", ">", ">=" -> compared(operator, wanted, into);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Bounds above it are numbers too. */
  private static boolean tooLarge(Partial version, boolean near) {
    long largest = near ? Version.LARGEST - 1 : Version.LARGEST;
    return version.major() > largest || version.minor() > largest || version.patch() > largest;
  }

  private void tilde(Partial v, List<Bound> into) {
    if (v.major() < 0) {
      return;
    }
    low(v, into);
    if (v.minor() < 0) {
      add(into, Operator.LESS, v.major() + 1, 0, 0, LOWEST);
    } else {
      add(into, Operator.LESS, v.major(), v.minor() + 1, 0, LOWEST);
    }
  }

  private void caret(Partial v, List<Bound> into) {
    if (v.major() < 0) {
      return;
    }
    low(v, into);
    if (v.major() > 0 || v.minor() < 0) {
      add(into, Operator.LESS, v.major() + 1, 0, 0, LOWEST);
    } else if (v.minor() > 0 || v.patch() < 0) {
      add(into, Operator.LESS, 0, v.minor() + 1, 0, LOWEST);
    } else {
      add(into, Operator.LESS, 0, 0, v.patch() + 1, LOWEST);
    }
  }

  private void low(Partial v, List<Bound> into) {
    if (v.full()) {
      add(into, Operator.AT_LEAST, v.major(), v.minor(), v.patch(), v.prerelease());
    } else {
      add(into, Operator.AT_LEAST, v.major(), zero(v.minor()), 0, floor);
    }
  }

  private void plain(Partial v, List<Bound> into) {
    if (v.full()) {
      v.version().ifPresent(version -> into.add(new Bound(Operator.EQUAL, version)));
    } else if (v.major() >= 0) {
      low(v, into);
      if (v.minor() < 0) {
        add(into, Operator.LESS, v.major() + 1, 0, 0, LOWEST);
      } else {
        add(into, Operator.LESS, v.major(), v.minor() + 1, 0, LOWEST);
      }
    }
  }

  private void compared(String operator, Partial v, List<Bound> into) {
    if (v.major() < 0) {
      if (operator.equals("<") || operator.equals(">")) {
        into.add(NOTHING);
      }
      return;
    }
    if (v.full()) {
      add(into, kind(operator), v.major(), v.minor(), v.patch(), v.prerelease());
      return;
    }
    long minor = zero(v.minor());
    boolean wide = v.minor() < 0;
    switch (operator) {
      case ">" ->
          add(
              into,
              Operator.AT_LEAST,
              wide ? v.major() + 1 : v.major(),
              wide ? 0 : minor + 1,
              0,
              floor);
      case "<=" ->
          add(
              into,
              Operator.LESS,
              wide ? v.major() + 1 : v.major(),
              wide ? 0 : minor + 1,
              0,
              LOWEST);
      case "<" -> add(into, Operator.LESS, v.major(), minor, 0, LOWEST);
      default -> add(into, Operator.AT_LEAST, v.major(), minor, 0, floor);
    }
  }

  private static Operator kind(String operator) {
    return switch (operator) {
      case "<" -> Operator.LESS;
      case "<=" -> Operator.AT_MOST;
      case ">" -> Operator.MORE;
      default -> Operator.AT_LEAST;
    };
  }
}
