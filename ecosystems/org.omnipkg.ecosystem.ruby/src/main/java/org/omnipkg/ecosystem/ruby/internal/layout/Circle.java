package org.omnipkg.ecosystem.ruby.internal.layout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Refusal;

/** Gems that need one another: RubyGems cannot activate them, so they are refused as it does. */
final class Circle {
  private static final String OURS = "ruby:";

  private final Map<String, Set<String>> needs = new TreeMap<>();
  private final Map<String, List<String>> needed = new HashMap<>();

  private Circle(List<Edge> edges) {
    for (Edge edge : edges) {
      if (edge.from().startsWith(OURS)
          && edge.to().startsWith(OURS)
          && needs.computeIfAbsent(edge.from(), from -> new TreeSet<>()).add(edge.to())) {
        needed.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge.from());
      }
    }
  }

  /** Throws when there is one. */
  static void refuse(List<Edge> edges) {
    Circle circle = new Circle(edges);
    circle.unravel();
    if (!circle.needs.isEmpty()) {
      refuse(circle.walk());
    }
  }

  /** Takes away what needs nothing that is still there; what stays leads into a circle. */
  private void unravel() {
    Deque<String> free = new ArrayDeque<>(needed.keySet());
    free.removeIf(needs::containsKey);
    while (!free.isEmpty()) {
      String gem = free.pop();
      for (String above : needed.getOrDefault(gem, List.of())) {
        Set<String> open = needs.getOrDefault(above, Set.of());
        if (open.remove(gem) && open.isEmpty()) {
          needs.remove(above);
          free.push(above);
        }
      }
    }
  }

  private List<String> walk() {
    List<String> way = new ArrayList<>();
    String gem = needs.keySet().iterator().next();
    while (!way.contains(gem)) {
      way.add(gem);
      gem = needs.getOrDefault(gem, Set.of(gem)).iterator().next();
    }
    return way.subList(way.indexOf(gem), way.size());
  }

  private static void refuse(Iterable<String> gems) {
    Set<String> names = new LinkedHashSet<>();
    gems.forEach(gem -> names.add("`" + gem.substring(OURS.length()) + "`"));
    throw new Refusal(
        Diagnostic.user(
            "gem.cycle",
            "these gems need one another, which Ruby cannot load: " + String.join(", ", names),
            "ask for versions of which one does not need the other"));
  }
}
