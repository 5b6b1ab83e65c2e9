package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private int more;
  private boolean counted = true;

  private Lineage(Ensemble ensemble) {
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
      Lineage lineage = new Lineage(member.ensemble());
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

  /** A way from a node down to the package asked about, and the demands along it. */
  private record Way(String top, List<Edge> down) {}

  private void climb(Node from) {
    Deque<Way> open = new ArrayDeque<>(List.of(new Way(from.id(), List.of())));
    for (int steps = 0; !open.isEmpty(); steps++) {
      if (steps == MOST_STEPS) {
        counted = false;
        return;
      }
      Way way = open.remove();
      for (Edge demand : demands.getOrDefault(way.top(), List.of())) {
        List<Edge> down = new ArrayList<>(List.of(demand));
        down.addAll(way.down());
        if (demand.from().isEmpty()) {
          found(down);
        } else if (nodes.containsKey(demand.from()) && !passed(way, demand.from())) {
          open.add(new Way(demand.from(), List.copyOf(down)));
        }
      }
    }
  }

  private static boolean passed(Way way, String id) {
    Set<String> ids = new HashSet<>(List.of(way.top()));
    way.down().forEach(edge -> ids.add(edge.to()));
    return ids.contains(id);
  }

  private void found(List<Edge> down) {
    if (chains.size() == SHOWN) {
      more++;
      return;
    }
    chains.add(new Inquiry.Chain(down.stream().map(this::link).toList()));
  }

  private Inquiry.Link link(Edge demand) {
    Node node = nodes.get(demand.to());
    return node == null
        ? new Inquiry.Link(demand.to(), "", demand.text())
        : new Inquiry.Link(node.pin().name().name(), node.pin().version(), demand.text());
  }
}
