package org.omnipkg.resolve.internal.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The core of PubGrub: unit propagation, and conflicts resolved to what they come from. Knows
 * nothing of packages.
 */
final class Search {
  private final Trail trail = new Trail();
  private final List<List<Clause>> about = new ArrayList<>();
  private final Conflicts conflicts;

  /** Is told of each quarrel. */
  interface Conflicts {
    void between(Variable loser, Clause clause);
  }

  Search(Conflicts conflicts) {
    this.conflicts = conflicts;
  }

  Trail trail() {
    return trail;
  }

  private List<Clause> about(Variable variable) {
    while (about.size() <= variable.index) {
      about.add(new ArrayList<>(4));
    }
    return about.get(variable.index);
  }

  void add(Clause clause) {
    for (int i = 0; i < clause.size(); i++) {
      about(clause.variable(i)).add(clause);
    }
  }

  /** Whether all terms would hold if a variable had a value. */
  boolean wouldBreak(Clause clause, Variable variable, int value) {
    for (int i = 0; i < clause.size(); i++) {
      boolean holds =
          clause.variable(i) == variable
              ? clause.set(i).has(value)
              : trail.satisfies(clause.variable(i), clause.set(i));
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  /**
   * Draws all conclusions from what changed about a variable.
   *
   * @return the clause without terms that shows there is no solution; null while there may be one
   */
  @Nullable Clause propagate(Variable changed) {
    Deque<Variable> open = new ArrayDeque<>();
    open.push(changed);
    while (!open.isEmpty()) {
      Variable variable = open.pop();
      List<Clause> clauses = about(variable);
      Clause broken = null;
      for (int i = clauses.size() - 1; i >= 0 && broken == null; i--) {
        Clause clause = clauses.get(i);
        int unit = unit(clause);
        if (unit == BROKEN) {
          broken = clause;
        } else if (unit >= 0) {
          Variable concluded = clause.variable(unit);
          trail.conclude(concluded, concluded.complement(clause.set(unit)), clause);
          if (!open.contains(concluded)) {
            open.push(concluded);
          }
        }
      }
      if (broken != null) {
        Clause learned = resolve(broken);
        if (learned.size() == 0) {
          return learned;
        }
        int unit = unit(learned);
        Variable concluded = learned.variable(unit);
        trail.conclude(concluded, concluded.complement(learned.set(unit)), learned);
        open.clear();
        open.push(concluded);
      }
    }
    return null;
  }

  private static final int BROKEN = -1;
  private static final int OPEN = -2;

  /** The one term that is still open; {@link #BROKEN} when all hold, else {@link #OPEN}. */
  private int unit(Clause clause) {
    int unit = BROKEN;
    for (int i = 0; i < clause.size(); i++) {
      Bits now = trail.now(clause.variable(i));
      Bits set = clause.set(i);
      if (!now.within(set)) {
        if (unit != BROKEN || !now.meets(set)) {
          return OPEN;
        }
        unit = i;
      }
    }
    return unit;
  }

  /**
   * Follows a broken clause back to a decision that can be taken back, and takes it back.
   *
   * @return what was learned; without terms when no decision is to blame
   */
  private Clause resolve(Clause broken) {
    Clause clause = broken;
    while (clause.size() > 0) {
      Trail.Step last = null;
      int term = -1;
      int previous = 0;
      for (int i = 0; i < clause.size(); i++) {
        Trail.Step step = trail.satisfier(clause.variable(i), clause.set(i));
        if (last == null || step.position() > last.position()) {
          previous = last == null ? previous : Math.max(previous, last.level());
          last = step;
          term = i;
        } else {
          previous = Math.max(previous, step.level());
        }
      }
      if (last == null) {
        throw new IllegalStateException("no step made " + clause + " hold");
      }
      Clause cause = last.cause();
      Variable pivot = last.variable();
      previous = Math.max(previous, trail.earlier(last, clause.set(term)));
      if (cause == null || previous < last.level()) {
        conflicts.between(pivot, clause);
        trail.back(previous);
        if (clause != broken) {
          add(clause);
        }
        return clause;
      }
      conflicts.between(pivot, cause);
      clause = conclusion(clause, cause, pivot);
    }
    return clause;
  }

  /**
   * What rules a value out whatever is decided.
   *
   * @param given a variable whose decision is taken for granted, if any
   * @return a clause about these two variables alone; null when it rests on another decision
   */
  @Nullable Clause against(Variable variable, int value, @Nullable Variable given) {
    Trail.Step lost = trail.lost(variable, value);
    Clause clause = lost == null ? null : lost.cause();
    while (clause != null) {
      Trail.Step last = null;
      for (int i = 0; i < clause.size(); i++) {
        if (clause.variable(i) != variable && clause.variable(i) != given) {
          Trail.Step step = trail.satisfier(clause.variable(i), clause.set(i));
          last = last == null || step.position() > last.position() ? step : last;
        }
      }
      if (last == null) {
        return clause;
      }
      clause = last.cause() == null ? null : conclusion(clause, last.cause(), last.variable());
    }
    return null;
  }

  private static Clause conclusion(Clause one, Clause other, Variable pivot) {
    Clause.Terms terms = new Clause.Terms();
    for (int i = 0; i < one.size(); i++) {
      if (one.variable(i) != pivot) {
        terms.and(one.variable(i), one.set(i));
      }
    }
    for (int i = 0; i < other.size(); i++) {
      if (other.variable(i) != pivot) {
        terms.and(other.variable(i), other.set(i));
      }
    }
    terms.and(pivot, one.set(one.term(pivot)).or(other.set(other.term(pivot))));
    return terms.because(new Reason.Concluded(one, other));
  }
}
