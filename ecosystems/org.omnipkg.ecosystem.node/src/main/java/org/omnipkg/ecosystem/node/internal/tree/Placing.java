package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.tree.Fitting.Verdict;

/** Puts a package, and after it its set of peers, as high into the tree as it may go. */
final class Placing {
  private static final Comparator<Place> BY_LOCATION = Comparator.comparing(Place::order);

  final Place dep;
  final Demand demand;
  private final @Nullable Placing parent;
  final List<Placing> children = new ArrayList<>();

  /** Places whose demands have to be looked at again. */
  final Set<Place> again = new LinkedHashSet<>();

  private @Nullable Fitting chosen;
  private @Nullable Fitting alone;
  @Nullable Place placed;

  Placing(Place dep, Demand demand) {
    this(dep, demand, null);
  }

  private Placing(Place dep, Demand demand, @Nullable Placing parent) {
    this.dep = dep;
    this.demand = demand;
    this.parent = parent;
    if (demand.to() == null || !demand.valid()) {
      place();
    }
  }

  /** What was decided for the package itself. */
  Verdict verdict() {
    return chosen == null ? Verdict.CONFLICT : chosen.self();
  }

  private void place() {
    for (Place target = start(); target != null; target = target.parent()) {
      Demand own = target.out().get(demand.name());
      if (!target.isTop() && own != null && own.peer()) {
        continue;
      }
      Fitting fitting = new Fitting(dep, target, demand, parent == null ? null : parent.chosen);
      if (fitting.self() != Verdict.CONFLICT) {
        alone = fitting;
      }
      if (fitting.whole == Verdict.CONFLICT) {
        break;
      }
      chosen = fitting;
      if (dep.failure() != null) {
        break;
      }
    }
    if (chosen == null) {
      if (mine()) {
        Placing top = top();
        throw new Torn(top.demand, top.dep, demand, dep);
      }
      if (alone == null) {
        demand.peerConflicted = true;
        return;
      }
      chosen = alone;
    }
    carryOut(chosen);
  }

  private void carryOut(Fitting fitting) {
    Place target = fitting.target;
    Verdict verdict = fitting.whole == Verdict.CONFLICT ? fitting.self() : fitting.whole;
    if (verdict == Verdict.KEEP) {
      if (demand.peer() && !demand.valid()) {
        demand.peerConflicted = true;
      }
      prune(target, true);
      return;
    }
    for (Place above = target; above != null; above = above.parent()) {
      if (!above.isTop() && above.matches(dep)) {
        placed = Place.link(dep.name, above);
        placed.attach(target);
        return;
      }
    }
    Place roof = dep.parent();
    Place made = dep.copy();
    placed = made;
    Place old = target.children().get(demand.name());
    if (old != null) {
      replace(old, made);
    } else {
      made.attach(target);
    }
    if (demand.peer() && !made.satisfies(demand)) {
      demand.peerConflicted = true;
    }
    Place to = demand.to();
    if (to != null && to != made && demand.valid()) {
      prune(to, false);
    }
    pruneBelow(target);
    peers(made, roof);
  }

  private void pruneBelow(Place target) {
    for (Place place : target.named(demand.name())) {
      if (!place.isTop() && place.below(target)) {
        prune(place, false);
        if (place.top() == target.top()) {
          new ArrayList<>(place.children().values()).forEach(kid -> prune(kid, false));
        }
      }
    }
  }

  private void peers(Place made, @Nullable Place roof) {
    for (Demand peer : new ArrayList<>(made.out().values())) {
      if (!peer.peer() || peer.valid() || peer.peerConflicted || roof == null) {
        continue;
      }
      Place along = roof.children().get(peer.name());
      if (along != null && along.satisfies(peer)) {
        children.add(new Placing(along, peer, this));
      }
    }
  }

  private void replace(Place old, Place made) {
    Place target = old.parent();
    List<Place> oldDeps = new ArrayList<>();
    for (Demand out : old.out().values()) {
      Place to = out.to();
      if (!made.out().containsKey(out.name()) && to != null) {
        oldDeps.addAll(Sets.dependents(Set.of(to), d -> d.to() != to));
      }
    }
    List<Place> torn = new ArrayList<>();
    for (Demand in : new ArrayList<>(old.in())) {
      if (made.satisfies(in) || !in.peer() || in.from.parent() != target || in.peerConflicted) {
        continue;
      }
      for (Map.Entry<Demand, Set<Place>> entry : Sets.entries(in.from).entrySet()) {
        Place entered = entry.getKey().to();
        if (entered == null) {
          continue;
        }
        if (Sets.deepest(entered, entered.name) != target && !entry.getKey().from.isTop()) {
          torn.addAll(
              Sets.dependents(Set.of(entered), d -> d.to() != entered && !d.peerConflicted));
        } else {
          in.peerConflicted = true;
        }
      }
    }
    made.replace(old);
    pruneForReplacement(made, oldDeps);
    for (Place place : torn) {
      place.in().forEach(in -> again.add(in.from));
      place.detach();
    }
  }

  private static void pruneForReplacement(Place made, List<Place> oldDeps) {
    Set<Place> invalid = new LinkedHashSet<>();
    for (Demand out : made.out().values()) {
      Place to = out.to();
      if (to != null && !out.valid()) {
        invalid.add(to);
      }
    }
    for (Place dep : oldDeps) {
      invalid.addAll(Sets.dependents(Set.of(dep), d -> d.to() != dep && d.valid()));
    }
    Sets.dependents(invalid, d -> d.from != made && d.to() != made && d.valid())
        .forEach(Place::detach);
  }

  private static void prune(Place place, boolean descend) {
    if (Replacing.redundant(place, false)) {
      Sets.dependents(Set.of(place), d -> d.to() != place && d.valid()).forEach(Place::detach);
      return;
    }
    if (descend) {
      place.children().values().stream()
          .sorted(BY_LOCATION)
          .toList()
          .forEach(child -> prune(child, true));
    }
  }

  /** Whether the user's own set would be torn: then nothing is bent. */
  private boolean mine() {
    Demand first = top().demand;
    Place from = first.from;
    if (from.isTop()) {
      return true;
    }
    if (!first.peer()) {
      return false;
    }
    boolean byPeers = false;
    for (Demand in : from.in()) {
      if (in.peer()) {
        byPeers = true;
      } else if (in.from.isTop()) {
        return true;
      }
    }
    return byPeers && Sets.entries(from).keySet().stream().anyMatch(in -> in.from.isTop());
  }

  private Placing top() {
    return parent == null ? this : parent.top();
  }

  private Place start() {
    return Sets.deepest(parent == null ? demand.from : parent.start(), demand.name());
  }
}
