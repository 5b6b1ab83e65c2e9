package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided and concluded so far, in order. Level 0 is what holds without any decision. */
final class Trail {
  private final List<Step> steps = new ArrayList<>();
  private final List<List<Step>> about = new ArrayList<>();
  private int level;

  /**
   * One step.
   *
   * @param left the values the variable may still take after it
   * @param cause what it was concluded from; null for a decision
   */
  record Step(int position, Variable variable, Bits left, int level, @Nullable Clause cause) {}

  private List<Step> about(Variable variable) {
    while (about.size() <= variable.index) {
      about.add(new ArrayList<>(4));
    }
    return about.get(variable.index);
  }

  int level() {
    return level;
  }

  /** The values a variable may take by now. */
  Bits now(Variable variable) {
    List<Step> steps = about(variable);
    return steps.isEmpty() ? variable.all : steps.get(steps.size() - 1).left();
  }

  boolean satisfies(Variable variable, Bits set) {
    return now(variable).within(set);
  }

  boolean contradicts(Variable variable, Bits set) {
    return !now(variable).meets(set);
  }

  /** Whether it must be there, in one release or another. */
  boolean wanted(Variable variable) {
    return variable.absent < 0 || !now(variable).has(variable.absent);
  }

  /** The value decided on; -1 when there is none yet. */
  int decided(Variable variable) {
    List<Step> steps = about(variable);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).cause() == null) {
        return steps.get(i).left().next(0);
      }
    }
    return -1;
  }

  void conclude(Variable variable, Bits allowed, Clause cause) {
    push(variable, now(variable).and(allowed), cause);
  }

  void decide(Variable variable, int value) {
    level++;
    push(variable, Bits.of(value, variable.size), null);
  }

  private void push(Variable variable, Bits left, @Nullable Clause cause) {
    Step step = new Step(steps.size(), variable, left, level, cause);
    steps.add(step);
    about(variable).add(step);
  }

  /** The first step after which the term held. */
  Step satisfier(Variable variable, Bits set) {
    List<Step> steps = about(variable);
    int low = 0;
    int high = steps.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (steps.get(middle).left().within(set)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return steps.get(low);
  }

  /**
   * The level of the first step about a step's variable that makes a term hold together with that
   * step. Going no further back keeps the decisions that brought the variable into play.
   */
  int earlier(Step step, Bits set) {
    Variable variable = step.variable();
    Clause cause = step.cause();
    Bits ruledOut =
        cause == null ? variable.complement(step.left()) : cause.set(cause.term(variable));
    Step first = satisfier(variable, set.or(ruledOut));
    return first == step && cause == null ? 0 : first.level();
  }

  /** The step that took a value from a variable; null while it may still be taken. */
  @Nullable Step lost(Variable variable, int value) {
    for (Step step : about(variable)) {
      if (!step.left().has(value)) {
        return step;
      }
    }
    return null;
  }

  /** The level at which a variable was first spoken of. */
  int met(Variable variable) {
    List<Step> steps = about(variable);
    return steps.isEmpty() ? 0 : steps.get(0).level();
  }

  void back(int to) {
    for (int i = steps.size() - 1; i >= 0 && steps.get(i).level() > to; i--) {
      Step step = steps.remove(i);
      List<Step> own = about(step.variable());
      own.remove(own.size() - 1);
    }
    level = to;
  }

  /** Takes the decision on a variable, and all after it, back; false when there is none. */
  boolean forget(Variable variable) {
    for (Step step : about(variable)) {
      if (step.cause() == null) {
        back(step.level() - 1);
        return true;
      }
    }
    return false;
  }
}
