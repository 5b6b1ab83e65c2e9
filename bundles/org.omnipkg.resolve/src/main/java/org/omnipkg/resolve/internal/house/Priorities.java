package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which package is decided next: one with a single candidate, then one that lost five quarrels,
 * then one that was to blame for five, then whichever was met first.
 */
final class Priorities implements Search.Conflicts {
  private static final int MANY = 5;

  /** Later ones are decided earlier. */
  enum Rank {
    PLAIN,
    TO_BLAME,
    LOSER,
    EXACT,
    DIRECT
  }

  private final Map<Candidates, Rank> ranks = new LinkedHashMap<>();
  private final Map<Variable, Candidates> byVariable = new HashMap<>();
  private final Map<Candidates, Integer> lost = new HashMap<>();
  private final Map<Candidates, Integer> blamed = new HashMap<>();
  private final Map<Candidates, BitSet> passed = new HashMap<>();
  private final Set<Candidates> special = new HashSet<>();
  private final List<Candidates> losers = new ArrayList<>();
  private final List<Candidates> toBlame = new ArrayList<>();

  /** Takes note of a package that something asks for. */
  void met(Candidates candidates, boolean exact) {
    byVariable.put(candidates.variable(), candidates);
    Rank rank = exact ? Rank.EXACT : Rank.PLAIN;
    ranks.merge(candidates, rank, (old, now) -> now.compareTo(old) > 0 ? now : old);
  }

  void direct(Candidates candidates) {
    met(candidates, false);
    ranks.put(candidates, Rank.DIRECT);
  }

  /** Takes note of a demand with extras or under a condition. */
  void special(Candidates candidates) {
    special.add(candidates);
  }

  /** A release of it was tried: if it was asked for specially, it is decided early from now on. */
  void tried(Candidates candidates) {
    if (special.contains(candidates)) {
      met(candidates, true);
    }
  }

  Optional<Candidates> next(Trail trail) {
    Candidates best = null;
    Rank bestRank = Rank.PLAIN;
    for (Map.Entry<Candidates, Rank> entry : ranks.entrySet()) {
      Variable variable = entry.getKey().variable();
      boolean better = best == null || entry.getValue().compareTo(bestRank) > 0;
      if (better && trail.wanted(variable) && trail.decided(variable) < 0) {
        best = entry.getKey();
        bestRank = entry.getValue();
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Candidates> of(Variable variable) {
    return variable.subject() instanceof Pool.ExtraOf extra
        ? Optional.of(extra.of())
        : Optional.ofNullable(byVariable.get(variable));
  }

  @Override
  public void between(Variable loser, Clause clause) {
    Optional<Candidates> lost = of(loser);
    if (lost.isEmpty()) {
      return;
    }
    Set<Candidates> others = new HashSet<>();
    for (int i = 0; i < clause.size(); i++) {
      of(clause.variable(i)).ifPresent(others::add);
    }
    others.remove(lost.get());
    for (Candidates other : others) {
      if (blamed.merge(other, 1, Integer::sum) == MANY) {
        toBlame.add(other);
      }
    }
    if (!others.isEmpty() && this.lost.merge(lost.get(), 1, Integer::sum) == MANY) {
      losers.add(lost.get());
    }
  }

  /**
   * A release of it was not looked at since it asks for another runtime.
   *
   * @return whether that is new
   */
  boolean passedOver(Candidates candidates, int release) {
    BitSet known = passed.computeIfAbsent(candidates, key -> new BitSet());
    if (known.get(release)) {
      return false;
    }
    known.set(release);
    boolean first = passed.size() == 1 && known.cardinality() == 1;
    if (blamed.merge(candidates, 1, Integer::sum) == MANY) {
      toBlame.add(candidates);
    }
    if (!first && lost.merge(candidates, 1, Integer::sum) == MANY) {
      losers.add(candidates);
    }
    return true;
  }

  /** Moves those with many quarrels up, and takes the decisions back that were too early. */
  void reorder(Trail trail) {
    for (Candidates loser : losers) {
      if (ranks.getOrDefault(loser, Rank.PLAIN).compareTo(Rank.LOSER) < 0) {
        ranks.put(loser, Rank.LOSER);
      }
    }
    losers.clear();
    for (Candidates one : toBlame) {
      if (ranks.get(one) == Rank.PLAIN) {
        ranks.put(one, Rank.TO_BLAME);
        trail.forget(one.variable());
      }
    }
    toBlame.clear();
  }
}
