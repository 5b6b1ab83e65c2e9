package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a package, with its peers, may be put into one place. */
final class Fitting {
  /** The answer. */
  enum Verdict {
    CONFLICT,
    /** Nothing lies there. */
    OK,
    /** What lies there gives way. */
    REPLACE,
    /** What lies there will do. */
    KEEP
  }

  final Place dep;
  final Place target;
  final Demand demand;
  private final @Nullable Fitting parent;
  private final List<Place> peerPath;
  private final boolean preferDedupe;
  private final @Nullable Place current;
  private final boolean overriding;
  private final List<Fitting> children = new ArrayList<>();
  private @Nullable Verdict peers;
  private @Nullable Verdict self;
  final Verdict whole;

  Fitting(Place dep, Place target, Demand demand, @Nullable Fitting parent) {
    this(dep, target, demand, parent, List.of(), false);
  }

  private Fitting(
      Place dep,
      Place target,
      Demand demand,
      @Nullable Fitting parent,
      List<Place> peerPath,
      boolean preferDedupe) {
    this.dep = dep;
    this.target = target;
    this.demand = demand;
    this.parent = parent;
    this.peerPath = peerPath;
    this.preferDedupe = preferDedupe || demand.peer();
    this.current = target.children().get(demand.name());
    this.overriding = !dep.satisfies(demand);
    this.whole = look();
  }

  /** For the package alone, whatever becomes of its peers. */
  Verdict self() {
    return self == null ? whole : self;
  }

  private Verdict look() {
    if (dep.failure() != null) {
      return current != null ? Verdict.REPLACE : Verdict.OK;
    }
    Demand own = target.out().get(demand.name());
    if (own != null && own.peer() && !target.isTop()) {
      return Verdict.CONFLICT;
    }
    if (current == null && own != null && own != demand && !dep.satisfies(own)) {
      return Verdict.CONFLICT;
    }
    return current == null ? empty() : taken(current);
  }

  private Verdict empty() {
    Place seen = target != top().demand.from ? target.resolve(demand.name()) : null;
    if (seen != null) {
      for (Demand other : seen.in()) {
        if (other.from.below(target) && other.valid() && !dep.satisfies(other)) {
          return Verdict.CONFLICT;
        }
      }
    }
    return withPeers(Verdict.OK);
  }

  private Verdict taken(Place there) {
    if (dep.matches(there) && (there.satisfies(demand) || overriding)) {
      return Verdict.KEEP;
    }
    boolean versions = Replacing.version(dep) != null && Replacing.version(there) != null;
    boolean newer = versions && Replacing.compare(dep, there) >= 0;
    if (newer && Replacing.possible(dep, there)) {
      Verdict verdict = withPeers(Verdict.REPLACE);
      if (verdict != Verdict.CONFLICT) {
        return verdict;
      }
    }
    if (there.satisfies(demand)) {
      return Verdict.KEEP;
    }
    if (preferDedupe && !newer && Replacing.possible(dep, there)) {
      Verdict verdict = withPeers(Verdict.REPLACE);
      if (verdict != Verdict.CONFLICT) {
        return verdict;
      }
    }
    if (target != deepest()) {
      return Verdict.CONFLICT;
    }
    if (!demand.peer() && target == demand.from) {
      return withPeers(Verdict.REPLACE);
    }
    if (parent == null && !demand.peer()) {
      return Verdict.CONFLICT;
    }
    return othersCanMove(there) ? withPeers(Verdict.REPLACE) : Verdict.CONFLICT;
  }

  /** Whether the sets of peers that hold the present one can do with the new or be nested. */
  private boolean othersCanMove(Place there) {
    boolean possible = true;
    for (Map.Entry<Demand, Set<Place>> entry : Sets.entries(there).entrySet()) {
      Demand entrance = entry.getKey();
      Place entered = entrance.to();
      if (entrance == demand || entrance == top().demand || entered == null) {
        continue;
      }
      Place roof = dep.parent();
      Place replacement = roof == null ? null : roof.children().get(entered.name);
      if (replacement != null
          && roof != null
          && Replacing.possible(replacement, entered, roof.children().keySet())) {
        continue;
      }
      if (replacement == null && clobbers(entered, roof)) {
        continue;
      }
      for (Place peer : entry.getValue()) {
        Place deep = Sets.deepest(entrance.from, peer.name);
        if (deep == target || target.below(deep)) {
          possible = false;
          break;
        }
      }
    }
    return possible;
  }

  /** Whether every peer that would be replaced under it is replaced by one it takes. */
  private static boolean clobbers(Place entered, @Nullable Place roof) {
    if (roof == null) {
      return true;
    }
    Set<Place> walk = new LinkedHashSet<>();
    List<Place> queue = new ArrayList<>();
    walk.add(entered);
    queue.add(entered);
    for (int i = 0; i < queue.size(); i++) {
      for (Demand peer : queue.get(i).out().values()) {
        if (!peer.peer() || !peer.valid()) {
          continue;
        }
        Place replacement = roof.children().get(peer.name());
        Place to = peer.to();
        if (replacement == null) {
          if (to != null && walk.add(to)) {
            queue.add(to);
          }
        } else if (!replacement.satisfies(peer)) {
          return false;
        }
      }
    }
    return true;
  }

  private Verdict withPeers(Verdict state) {
    self = state;
    Verdict known = peers;
    if (known != null) {
      return known;
    }
    List<Place> path = new ArrayList<>(peerPath);
    path.add(dep);
    boolean conflict = false;
    for (Demand peer : dep.out().values()) {
      Place to = peer.to();
      if (!peer.peer() || to == null || path.contains(to)) {
        continue;
      }
      Fitting child = new Fitting(to, Sets.deepest(target, to.name), peer, this, path, true);
      children.add(child);
      conflict |= child.whole == Verdict.CONFLICT;
    }
    Verdict verdict = conflict ? Verdict.CONFLICT : state;
    peers = verdict;
    return verdict;
  }

  private Place deepest() {
    return Sets.deepest(parent == null ? demand.from : parent.deepest(), demand.name());
  }

  private Fitting top() {
    return parent == null ? this : parent.top();
  }
}
