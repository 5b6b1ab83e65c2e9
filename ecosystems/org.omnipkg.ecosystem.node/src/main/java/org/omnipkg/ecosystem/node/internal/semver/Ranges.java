package org.omnipkg.ecosystem.node.internal.semver;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.ecosystem.node.internal.semver.Bound.Operator;

/** Questions about two ranges. */
public final class Ranges {
  private Ranges() {}

  /** Whether some version, pre-releases included, is in both. */
  public static boolean intersect(Range one, Range other) {
    for (List<Bound> a : one.alternatives()) {
      for (List<Bound> b : other.alternatives()) {
        List<Bound> both = new ArrayList<>(a);
        both.addAll(b);
        if (possible(both) && (!b.isEmpty() || a.stream().noneMatch(Ranges::rehearsal))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The range that admits what both admit, as text. */
  public static String both(Range one, Range other) {
    StringBuilder text = new StringBuilder();
    for (List<Bound> a : one.alternatives()) {
      for (List<Bound> b : other.alternatives()) {
        List<String> words = new ArrayList<>();
        a.forEach(bound -> words.add(bound.toString()));
        b.forEach(bound -> words.add(bound.toString()));
        text.append(text.isEmpty() ? "" : " || ")
            .append(words.isEmpty() ? "*" : String.join(" ", words));
      }
    }
    return text.toString();
  }

  /** A single pre-release is not in a range that names none. */
  private static boolean rehearsal(Bound bound) {
    return bound.operator() == Operator.EQUAL && !bound.version().prerelease().isEmpty();
  }

  /** Whether every pair of them can hold at once. */
  private static boolean possible(List<Bound> bounds) {
    for (Bound low : bounds) {
      if (low.operator() == Operator.LESS
          && low.version().compareTo(new Version(0, 0, 0, List.of("0"))) <= 0) {
        return false;
      }
      for (Bound high : bounds) {
        if (low.operator() == Operator.EQUAL
            && !new Range(List.of(List.of(high))).admits(low.version())) {
          return false;
        }
        boolean lower = low.operator() == Operator.MORE || low.operator() == Operator.AT_LEAST;
        boolean upper = high.operator() == Operator.LESS || high.operator() == Operator.AT_MOST;
        if (lower && upper) {
          int order = low.version().compareTo(high.version());
          boolean closed =
              low.operator() == Operator.AT_LEAST && high.operator() == Operator.AT_MOST;
          if (order > 0 || order == 0 && !closed) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
