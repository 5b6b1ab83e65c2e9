package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/** Packages with the demands among them; a demand from nowhere is the user's own. */
record Closure(List<Node> nodes, List<Edge> edges) {
  Closure {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }

  static Closure active(State state) {
    return new Closure(state.nodes(), state.edges());
  }

  static Closure of(State.Kept kept) {
    return new Closure(kept.nodes(), kept.edges());
  }

  static Closure of(Resolution resolution) {
    return new Closure(resolution.nodes(), resolution.edges());
  }

  Optional<Node> node(String id) {
    return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
  }

  /** The package of a name that the user's own demand reaches, else any of that name. */
  Optional<Node> named(PackageName name) {
    Set<String> roots = roots();
    return nodes.stream()
        .filter(n -> n.pin().name().equals(name))
        .min(java.util.Comparator.comparing(n -> !roots.contains(n.id())));
  }

  /** Ids the user's own demands lead to. */
  Set<String> roots() {
    Set<String> ids = new LinkedHashSet<>();
    edges.stream().filter(e -> e.from().isEmpty()).forEach(e -> ids.add(e.to()));
    return ids;
  }

  /** Ids of what somebody cannot do without: all but the optional, and what only that needs. */
  Set<String> needed() {
    List<Edge> firm = edges.stream().filter(e -> e.tie() != Tie.OPTIONAL).toList();
    Set<String> ids = new HashSet<>();
    reached("", firm).nodes().forEach(node -> ids.add(node.id()));
    return ids;
  }

  /** What the user's own demands reach, without those that lead to {@code gone}. */
  Closure without(Set<String> gone) {
    List<Edge> left =
        edges.stream().filter(e -> !(e.from().isEmpty() && gone.contains(e.to()))).toList();
    return reached("", left);
  }

  /** One package and what it needs, as if it alone were asked for in these words. */
  Closure around(Node root, Words.Demand demand) {
    List<Edge> inside = edges.stream().filter(e -> !e.from().isEmpty()).toList();
    Closure needs = reached(root.id(), inside);
    Set<Node> all = new LinkedHashSet<>(List.of(root));
    all.addAll(needs.nodes());
    Set<Edge> ties = new LinkedHashSet<>(List.of(edge(demand, root.id())));
    needs.edges().stream().filter(e -> !e.from().isEmpty()).forEach(ties::add);
    return new Closure(List.copyOf(all), List.copyOf(ties));
  }

  /** One package and what it needs. */
  Closure from(Node root) {
    List<Edge> inside = edges.stream().filter(e -> !e.from().isEmpty()).toList();
    Closure needs = reached(root.id(), inside);
    Set<Node> all = new LinkedHashSet<>(List.of(root));
    all.addAll(needs.nodes());
    List<Edge> ties = new ArrayList<>(needs.edges());
    ties.add(new Edge("", root.id(), Tie.NEEDS, Role.BUILD, root.pin().toString(), ""));
    return new Closure(List.copyOf(all), ties);
  }

  static Edge edge(Words.Demand demand, String to) {
    return new Edge(
        "",
        to,
        demand.dependency().tie(),
        Role.RUN,
        demand.dependency().text(),
        demand.dependency().when().toString());
  }

  /**
   * Some of the packages, what is needed first; where they need one another, whichever was named
   * first.
   */
  List<Node> inOrder(Set<String> ids) {
    Map<String, List<String>> needed = new HashMap<>();
    for (Edge edge : edges) {
      needed.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge.to());
    }
    Set<String> order = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    List<String> open = new ArrayList<>();
    for (String id : ids) {
      open.add(id);
      while (!open.isEmpty()) {
        String last = open.get(open.size() - 1);
        if (!seen.add(last)) {
          open.remove(open.size() - 1);
          order.add(last);
        } else {
          needed.getOrDefault(last, List.of()).stream()
              .filter(one -> !seen.contains(one))
              .forEach(open::add);
        }
      }
    }
    Map<String, Node> named = new HashMap<>();
    nodes.forEach(node -> named.put(node.id(), node));
    return order.stream().filter(ids::contains).map(named::get).toList();
  }

  private Closure reached(String start, List<Edge> among) {
    Set<String> reached = new HashSet<>();
    Set<String> walked = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String from = open.pop();
      if (!walked.add(from)) {
        continue;
      }
      for (Edge edge : among) {
        if (edge.from().equals(from) && reached.add(edge.to())) {
          open.push(edge.to());
        }
      }
    }
    return new Closure(
        nodes.stream().filter(n -> reached.contains(n.id())).toList(),
        among.stream().filter(e -> walked.contains(e.from())).toList());
  }

  /** Of what other platforms need beside these packages, what they still lead to. */
  Elsewhere still(Elsewhere elsewhere) {
    if (elsewhere.nodes().isEmpty()) {
      return elsewhere;
    }
    List<Node> allNodes = new ArrayList<>(nodes);
    allNodes.addAll(elsewhere.nodes());
    Set<Edge> allEdges = new LinkedHashSet<>(edges);
    allEdges.addAll(elsewhere.edges());
    Closure all = new Closure(allNodes, List.copyOf(allEdges)).without(Set.of());
    Set<Node> left = new HashSet<>(all.nodes());
    Set<Edge> ties = new HashSet<>(all.edges());
    return new Elsewhere(
        elsewhere.nodes().stream().filter(left::contains).toList(),
        elsewhere.edges().stream().filter(ties::contains).toList());
  }

  Resolution resolution() {
    return new Resolution(nodes, edges, Set.of());
  }
}
