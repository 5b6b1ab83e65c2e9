package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.node.internal.index.Fit;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;

/** Reads a resolution off a grown tree: without what is optional and cannot be had, or not here. */
final class Reading {
  private final Place root;
  private final Set<Place> failures;
  private final Target target;
  private final Set<Place> required = new HashSet<>();
  private final Set<Place> left = new HashSet<>();

  Reading(Place root, Set<Place> failures, Target target) {
    this.root = root;
    this.failures = failures;
    this.target = target;
  }

  Resolution resolution() {
    require();
    Collection<Place> all = root.all();
    Engines engines = Engines.of(target);
    for (Place place : all) {
      Pack pack = place.pack();
      boolean failed = place.failure() != null;
      if (required.contains(place)) {
        if (failed && failures.contains(place)) {
          throw Story.needed(place);
        }
        if (pack != null && isForeign(pack) && place.target == null) {
          throw foreign(place, pack);
        }
      } else if (failed || pack != null && !engines.fit(pack.release())) {
        leave(place, left);
      }
    }
    Set<Place> nowhere = Set.copyOf(left);
    for (Place place : all) {
      Pack pack = place.pack();
      if (!required.contains(place) && pack != null && isForeign(pack) && !left.contains(place)) {
        leave(place, left);
      }
    }
    return new Resolution(
        nodes(places(all, left)),
        edges(places(all, left), left),
        Set.of(),
        Optional.of(elsewhere(all, nowhere)));
  }

  private boolean isForeign(Pack pack) {
    return !pack.release().usable().holds(target);
  }

  private List<Place> places(Collection<Place> all, Set<Place> without) {
    return all.stream()
        .filter(place -> place != root && place.target == null && !without.contains(place))
        .sorted(Comparator.comparing(Place::order))
        .toList();
  }

  /** What is left out here and would not be on some other platform. */
  private Elsewhere elsewhere(Collection<Place> all, Set<Place> nowhere) {
    List<Place> foreign = places(all, nowhere).stream().filter(left::contains).toList();
    if (foreign.isEmpty()) {
      return Elsewhere.NOTHING;
    }
    Set<String> ids = foreign.stream().map(Place::location).collect(Collectors.toSet());
    return new Elsewhere(
        nodes(foreign),
        edges(places(all, nowhere), nowhere).stream()
            .filter(edge -> ids.contains(edge.from()) || ids.contains(edge.to()))
            .toList());
  }

  /** All that the requests reach by needs that are not optional. */
  private void require() {
    ArrayDeque<Place> queue = new ArrayDeque<>();
    queue.add(root);
    required.add(root);
    while (!queue.isEmpty()) {
      for (Demand demand : queue.poll().out().values()) {
        Place to = demand.to();
        if (to != null && !demand.optional() && required.add(to)) {
          queue.add(to);
        }
      }
    }
  }

  /** Leaves a place out, with those that cannot do without it and what only they wanted. */
  private static void leave(Place place, Set<Place> left) {
    Set<Place> set = new LinkedHashSet<>();
    ArrayDeque<Place> queue = new ArrayDeque<>();
    set.add(place);
    queue.add(place);
    while (!queue.isEmpty()) {
      for (Demand in : queue.poll().in()) {
        if (!in.optional() && set.add(in.from)) {
          queue.add(in.from);
        }
      }
    }
    left.addAll(
        Sets.dependents(set, demand -> !set.contains(demand.to()) && !left.contains(demand.from)));
  }

  private Refusal foreign(Place place, Pack pack) {
    List<String> details = new ArrayList<>();
    details.add("it is for:    " + pack.release().usable());
    details.add("this machine: " + Fit.of(target.platform()));
    String chain = Story.chain(place);
    if (!chain.isEmpty()) {
      details.add(chain);
    }
    return new Refusal(
        Diagnostic.user(
                "resolve.no-matching-artifact",
                "`" + pack + "` is not made for this platform",
                chain.isEmpty()
                    ? "a project that can do without it names it in `optionalDependencies`"
                    : "another release of what needs it may do without")
            .with(details));
  }

  private static List<Node> nodes(List<Place> kept) {
    List<Node> nodes = new ArrayList<>();
    for (Place place : kept) {
      Pack pack = place.pack();
      if (pack != null) {
        nodes.add(
            new Node(
                place.location(),
                pack.pin(),
                Optional.of(pack.artifact()),
                Set.of(),
                pack.source()));
      }
    }
    return nodes;
  }

  private List<Edge> edges(List<Place> kept, Set<Place> without) {
    List<Place> from = new ArrayList<>();
    from.add(root);
    from.addAll(kept);
    List<Edge> edges = new ArrayList<>();
    for (Place place : from) {
      for (Demand demand : place.out().values()) {
        Place to = demand.to();
        Place meant = to == null || to.target == null ? to : to.target;
        if (meant != null && !without.contains(to) && !without.contains(meant)) {
          edges.add(
              new Edge(
                  place.location(),
                  meant.location(),
                  demand.need.tie(),
                  demand.need.declared().role(),
                  demand.need.declared().text(),
                  ""));
        }
      }
    }
    return edges;
  }
}
