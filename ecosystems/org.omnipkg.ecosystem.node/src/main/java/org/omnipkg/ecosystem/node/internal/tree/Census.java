package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who lies in a tree under which name, and who asks for it. */
final class Census {
  private final Map<String, Set<Place>> places = new HashMap<>();
  private final Map<String, Set<Demand>> demands = new HashMap<>();

  void add(Place place) {
    places.computeIfAbsent(place.name, key -> new LinkedHashSet<>()).add(place);
    for (Demand demand : place.out().values()) {
      demands.computeIfAbsent(demand.name(), key -> new LinkedHashSet<>()).add(demand);
    }
  }

  void remove(Place place) {
    Set<Place> named = places.get(place.name);
    if (named != null) {
      named.remove(place);
    }
    for (Demand demand : place.out().values()) {
      Set<Demand> others = demands.get(demand.name());
      if (others != null) {
        others.remove(demand);
      }
    }
  }

  Collection<Place> places(String name) {
    Set<Place> named = places.get(name);
    return named == null ? List.of() : new ArrayList<>(named);
  }

  Collection<Demand> demands(String name) {
    Set<Demand> named = demands.get(name);
    return named == null ? List.of() : new ArrayList<>(named);
  }
}
