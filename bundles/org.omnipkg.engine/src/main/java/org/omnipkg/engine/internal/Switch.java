package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/**
 * The next active closure, put together from closures that were solved before for the same target:
 * no solver, no network. Every demand of the result is checked; what cannot be checked, or does not
 * hold, is left to the solver.
 */
final class Switch {
  private final Ecosystem ecosystem;
  private final Target target;
  private final Languages languages;

  /** The active closure first, then those that are brought. */
  private final List<Source> sources = new ArrayList<>();

  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Edge> roots = new LinkedHashMap<>();
  private final Map<Said, Optional<Dependency>> requirements = new HashMap<>();

  /** A demand as a package with these features says it. */
  private record Said(Edge edge, Set<String> features) {}

  private record Source(
      Closure closure, Map<String, Node> nodes, Map<String, List<Edge>> edges, Set<String> roots) {
    static Source of(Closure closure) {
      Map<String, Node> nodes = new HashMap<>();
      Map<String, List<Edge>> edges = new HashMap<>();
      closure.nodes().forEach(node -> nodes.put(node.id(), node));
      closure
          .edges()
          .forEach(e -> edges.computeIfAbsent(e.from(), from -> new ArrayList<>()).add(e));
      return new Source(closure, nodes, edges, closure.roots());
    }

    List<Edge> needs(Node node) {
      return edges.getOrDefault(node.id(), List.of());
    }
  }

  /**
   * @param active kept wherever it fits
   * @param brought closures whose own roots are to be active; their other packages serve where the
   *     active ones do not fit
   */
  Switch(
      Ecosystem ecosystem,
      Target target,
      Languages languages,
      Closure active,
      List<Closure> brought) {
    this.ecosystem = ecosystem;
    this.target = target;
    this.languages = languages;
    sources.add(Source.of(active));
    brought.forEach(closure -> sources.add(Source.of(closure)));
  }

  /** The closure of the demands, if these closures hold it. */
  Optional<Closure> to(List<Words.Demand> demands) {
    for (Words.Demand demand : demands) {
      if (Asked.holds(demand, target) && !place(demand)) {
        return Optional.empty();
      }
    }
    while (true) {
      Walk walk = new Walk();
      Optional<String> misfit = walk.misfit();
      if (misfit.isEmpty()) {
        return Optional.of(walk.closure());
      }
      if (!another(misfit.get())) {
        return Optional.empty();
      }
    }
  }

  /** Decides where the package comes from that a demand means. */
  private boolean place(Words.Demand demand) {
    PackageName name = demand.dependency().target();
    for (int i = sources.size() - 1; i >= 0; i--) {
      Set<String> own = sources.get(i).roots();
      boolean any = i == 0;
      Optional<Node> root =
          sources.get(i).closure().named(name).filter(node -> any || own.contains(node.id()));
      if (root.isPresent()) {
        places.put(root.get().id(), i);
        roots.put(demand.text(), Closure.edge(demand, root.get().id()));
        return true;
      }
    }
    return false;
  }

  /** The first closure, from the present place on, that has a package; -1 when none has. */
  private int place(String id, int from) {
    for (int i = from; i < sources.size(); i++) {
      if (sources.get(i).nodes().containsKey(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Lets a package come from the next closure that has it; what was brought stays as brought. */
  private boolean another(String id) {
    int now = places.getOrDefault(id, 0);
    boolean brought = now > 0 && sources.get(now).roots().contains(id);
    int next = brought ? -1 : place(id, place(id, now) + 1);
    places.put(id, next);
    return next > 0;
  }

  /** The requirement of a demand, provided that its condition holds here. */
  private Optional<Dependency> read(Said said) {
    List<String> under = new ArrayList<>(List.of(""));
    under.addAll(said.features());
    try {
      for (String feature : under) {
        Dependency wanted = ecosystem.grammar().parse(said.edge().text(), feature);
        if (wanted.when().holds(target)) {
          return Optional.of(wanted);
        }
      }
    } catch (Refusal spelledInOldWays) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private boolean fits(Dependency wanted, Node node, Source from, Edge edge) {
    if (!wanted.target().equals(node.pin().name())) {
      return false;
    }
    if (wanted.direct().isPresent()) {
      // An address says nothing of versions: only what was once chosen for it is sure to be it.
      return edge.from().isEmpty()
          ? sources.stream().anyMatch(source -> chosen(wanted, node, source))
          : node.equals(from.nodes().get(node.id()));
    }
    return Satisfaction.inRange(wanted.range(), node, ecosystem.versions());
  }

  private boolean chosen(Dependency wanted, Node node, Source source) {
    return node.equals(source.nodes().get(node.id()))
        && source.edges().getOrDefault("", List.of()).stream()
            .filter(edge -> edge.to().equals(node.id()))
            .map(edge -> Words.demand(ecosystem.id() + ":" + edge.text(), "", languages))
            .anyMatch(demand -> demand.dependency().direct().equals(wanted.direct()));
  }

  /** One try: what is reached when every package comes from its present place. */
  private final class Walk {
    private final Map<String, Node> reached = new LinkedHashMap<>();
    private final Map<String, Set<String>> features = new HashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Set<String> order = new LinkedHashSet<>();
    private final Set<String> misfits = new HashSet<>();
    private final Deque<Node> open = new ArrayDeque<>();

    Walk() {
      roots.values().forEach(root -> follow(root, Set.of(), sources.get(0)));
      while (!open.isEmpty()) {
        Node node = open.remove();
        Source from = sources.get(place(node.id(), places.getOrDefault(node.id(), 0)));
        from.needs(node).forEach(edge -> follow(edge, node.features(), from));
      }
      for (Node node : reached.values()) {
        // More features than anybody wants now would leave packages behind that nobody needs.
        if (!node.features().equals(features.getOrDefault(node.id(), Set.of()))) {
          misfits.add(node.id());
        }
      }
    }

    private void follow(Edge edge, Set<String> under, Source from) {
      String id = edge.to();
      order.add(id);
      edges.add(edge);
      int place = place(id, places.getOrDefault(id, 0));
      Node node = place < 0 ? null : sources.get(place).nodes().get(id);
      Optional<Dependency> wanted =
          requirements.computeIfAbsent(new Said(edge, under), Switch.this::read);
      if (node == null || wanted.isEmpty() || !fits(wanted.get(), node, from, edge)) {
        misfits.add(id);
      }
      wanted.ifPresent(
          w -> features.computeIfAbsent(id, i -> new HashSet<>()).addAll(w.features()));
      if (node != null && reached.put(id, node) == null) {
        open.add(node);
      }
    }

    /** The first that does not fit, seen from the roots. */
    Optional<String> misfit() {
      return order.stream().filter(misfits::contains).findFirst();
    }

    Closure closure() {
      List<Node> nodes = reached.values().stream().sorted(Comparator.comparing(Node::id)).toList();
      return new Closure(nodes, List.copyOf(edges));
    }
  }
}
