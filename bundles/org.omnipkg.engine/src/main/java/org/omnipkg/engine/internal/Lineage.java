package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Inquiry;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;

/** Follows demands from a package up to the user's requests, shortest ways first. */
final class Lineage {
  private static final int SHOWN = 20;

  /** The number of ways grows with the product of the branches: here counting ends. */
  private static final int MOST_STEPS = 20_000;

  private final Map<String, List<Edge>> demands = new HashMap<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final List<Inquiry.Chain> chains = new ArrayList<>();
  private final String language;
  private int more;
  private boolean counted = true;

  private Lineage(Ensemble ensemble, String language) {
    this.language = language;
    ensemble.nodes().forEach(node -> nodes.put(node.id(), node));
    Map<List<String>, Edge> ends = new LinkedHashMap<>();
    ensemble.edges().forEach(e -> ends.merge(List.of(e.from(), e.to()), e, Lineage::both));
    ends.values().stream()
        .sorted(Comparator.comparing(Edge::from))
        .forEach(edge -> demands.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge));
  }

  /** A package may demand another twice, with and without a feature. */
  private static Edge both(Edge one, Edge two) {
    String text = one.text().equals(two.text()) ? one.text() : one.text() + ", " + two.text();
    return new Edge(one.from(), one.to(), one.tie(), one.role(), text, one.when());
  }

  static Inquiry.Reasons of(Subject subject) {
    List<Inquiry.Chain> chains = new ArrayList<>();
    int more = 0;
    boolean counted = true;
    for (Subject.Member member : subject.found()) {
      Lineage lineage = new Lineage(member.ensemble(), subject.name().ecosystem());
      lineage.climb(member.node());
      lineage.chains.stream().filter(chain -> !chains.contains(chain)).forEach(chains::add);
      more += lineage.more;
      counted &= lineage.counted;
    }
    chains.sort(Comparator.comparingInt(chain -> chain.links().size()));
    int shown = Math.min(SHOWN, chains.size());
    return new Inquiry.Reasons(
        subject.name().ecosystem(),
        subject.name().name(),
        chains.subList(0, shown),
        more + chains.size() - shown,
        counted);
  }

  /**
   * A way from a node down to the package asked about.
   *
   * @param demand of {@code top} on the top of {@code below}; both are missing at the package
   */
  private record Way(String top, @Nullable Edge demand, @Nullable Way below) {
    boolean passes(String id) {
      for (Way at = this; at != null; at = at.below) {
        if (at.top.equals(id)) {
          return true;
        }
      }
      return false;
    }
  }

  private void climb(Node from) {
    Deque<Way> open = new ArrayDeque<>(List.of(new Way(from.id(), null, null)));
    for (int steps = 0; !open.isEmpty(); steps++) {
      if (steps == MOST_STEPS) {
        counted = false;
        return;
      }
      Way way = open.remove();
      for (Edge demand : demands.getOrDefault(way.top(), List.of())) {
        if (demand.from().isEmpty()) {
          found(demand, way);
        } else if (nodes.containsKey(demand.from()) && !way.passes(demand.from())) {
          open.add(new Way(demand.from(), demand, way));
        }
      }
    }
  }

  private void found(Edge request, Way way) {
    if (chains.size() == SHOWN) {
      more++;
      return;
    }
    List<Inquiry.Link> links = new ArrayList<>(List.of(link(request)));
    for (Way at = way; at != null && at.demand() != null; at = at.below()) {
      links.add(link(at.demand()));
    }
    chains.add(new Inquiry.Chain(links));
  }

  private Inquiry.Link link(Edge demand) {
    Node node = nodes.get(demand.to());
    return node == null
        ? new Inquiry.Link(demand.to(), "", demand.text())
        : new Inquiry.Link(States.name(node, language), node.pin().version(), demand.text());
  }
}
