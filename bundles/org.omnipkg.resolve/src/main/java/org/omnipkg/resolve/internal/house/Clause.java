package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.List;

/** Terms that cannot all hold at once; a term says that a variable's value is in a set. */
final class Clause {
  private final Variable[] variables;
  private final Bits[] sets;
  private final Reason reason;

  /**
   * Collects terms; those about one variable must both hold, those that say nothing are dropped.
   */
  static final class Terms {
    private final List<Variable> variables = new ArrayList<>(4);
    private final List<Bits> sets = new ArrayList<>(4);

    Terms and(Variable variable, Bits set) {
      int at = variables.indexOf(variable);
      if (at >= 0) {
        sets.set(at, sets.get(at).and(set));
      } else {
        variables.add(variable);
        sets.add(set);
      }
      return this;
    }

    Clause because(Reason reason) {
      for (int i = variables.size() - 1; i >= 0; i--) {
        if (variables.get(i).all.within(sets.get(i))) {
          variables.remove(i);
          sets.remove(i);
        }
      }
      return new Clause(variables.toArray(Variable[]::new), sets.toArray(Bits[]::new), reason);
    }
  }

  private Clause(Variable[] variables, Bits[] sets, Reason reason) {
    this.variables = variables;
    this.sets = sets;
    this.reason = reason;
  }

  int size() {
    return variables.length;
  }

  Variable variable(int term) {
    return variables[term];
  }

  Bits set(int term) {
    return sets[term];
  }

  Reason reason() {
    return reason;
  }

  int term(Variable variable) {
    for (int i = 0; i < variables.length; i++) {
      if (variables[i] == variable) {
        return i;
      }
    }
    return -1;
  }

  /** The same holds for more values of a variable; what was concluded from less stays true. */
  void widen(Variable variable, Bits more) {
    int term = term(variable);
    sets[term] = sets[term].or(more);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("not all of");
    for (int i = 0; i < variables.length; i++) {
      text.append(' ').append(variables[i]).append(" in ").append(sets[i]);
    }
    return text.toString();
  }
}
