package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Groups of places that go together. */
final class Sets {
  private Sets() {}

  /** The deepest place a name may be nested in, so that those who ask for it as a peer see it. */
  static Place deepest(Place start, String name) {
    Place place = start;
    while (true) {
      Place above = place.parent();
      Demand demand = place.out().get(name);
      if (above == null || demand == null || !demand.peer()) {
        return place;
      }
      place = above;
    }
  }

  /** These, and all they lead to that nobody else asks for, as far as the filter follows. */
  static Set<Place> dependents(Collection<Place> of, Predicate<Demand> follow) {
    Set<Place> set = new LinkedHashSet<>(of);
    ArrayDeque<Place> queue = new ArrayDeque<>(set);
    while (!queue.isEmpty()) {
      for (Demand demand : queue.poll().out().values()) {
        Place to = demand.to();
        if (to != null && follow.test(demand) && set.add(to)) {
          queue.add(to);
        }
      }
    }
    boolean changed = true;
    while (changed && !set.isEmpty()) {
      changed = false;
      for (Iterator<Place> places = set.iterator(); places.hasNext(); ) {
        if (wantedElsewhere(places.next(), set, follow)) {
          places.remove();
          changed = true;
        }
      }
    }
    return set;
  }

  private static boolean wantedElsewhere(Place place, Set<Place> set, Predicate<Demand> follow) {
    for (Demand demand : place.in()) {
      if (!set.contains(demand.from) && follow.test(demand)) {
        return true;
      }
    }
    return false;
  }

  /** The sets of peers a place belongs to, by the demands through which each came into the tree. */
  static Map<Demand, Set<Place>> entries(Place of) {
    Set<Place> union = new LinkedHashSet<>();
    ArrayDeque<Place> queue = new ArrayDeque<>();
    union.add(of);
    queue.add(of);
    while (!queue.isEmpty()) {
      Place place = queue.poll();
      for (Demand demand : place.out().values()) {
        Place to = demand.to();
        if (to != null && demand.peer() && demand.valid() && union.add(to)) {
          queue.add(to);
        }
      }
      for (Demand demand : place.in()) {
        if (demand.peer() && demand.valid() && union.add(demand.from)) {
          queue.add(demand.from);
        }
      }
    }
    Map<Demand, Set<Place>> entries = new LinkedHashMap<>();
    for (Place peer : union) {
      for (Demand demand : peer.in()) {
        if (demand.valid() && (!demand.peer() || demand.from.isTop())) {
          Set<Place> below = peers(peer);
          if (below.contains(of)) {
            entries.put(demand, below);
          }
        }
      }
    }
    return entries;
  }

  private static Set<Place> peers(Place of) {
    Set<Place> set = new LinkedHashSet<>();
    ArrayDeque<Place> queue = new ArrayDeque<>();
    set.add(of);
    queue.add(of);
    while (!queue.isEmpty()) {
      for (Demand demand : queue.poll().out().values()) {
        Place to = demand.to();
        if (to != null && demand.peer() && demand.valid() && set.add(to)) {
          queue.add(to);
        }
      }
    }
    return set;
  }
}
