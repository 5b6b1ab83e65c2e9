package org.omnipkg.resolve.internal.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;

/**
 * What a failure rests on.
 *
 * @param leaves the clauses that are facts or requests, each once, nearest first
 * @param unbuilt names of which sources were left out
 * @param guesses releases whose needs are not confirmed
 */
record Blame(List<Clause> leaves, Set<PackageName> unbuilt, Set<Pin> guesses) {

  static Blame of(Clause failure) {
    Set<Clause> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Clause> open = new ArrayDeque<>();
    List<Clause> leaves = new ArrayList<>();
    Set<PackageName> unbuilt = new LinkedHashSet<>();
    Set<Pin> guesses = new LinkedHashSet<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Clause clause = open.remove();
      if (!seen.add(clause)) {
        continue;
      }
      if (clause.reason() instanceof Reason.Concluded concluded) {
        open.add(concluded.one());
        open.add(concluded.other());
        continue;
      }
      leaves.add(clause);
      if (clause.reason() instanceof Reason.Unbuilt reason) {
        unbuilt.add(reason.of().name());
      } else if (clause.reason() instanceof Reason.Declared reason) {
        reason.guess().ifPresent(guesses::add);
      }
    }
    return new Blame(leaves, unbuilt, guesses);
  }
}
