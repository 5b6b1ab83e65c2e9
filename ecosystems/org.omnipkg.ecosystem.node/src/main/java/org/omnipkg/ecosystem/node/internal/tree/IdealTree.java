package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.tree.Fitting.Verdict;
import org.omnipkg.model.Progress;

/** Grows the tree: the shallowest place first, each demand picked, then placed. */
final class IdealTree {
  /** Visits of one place after which no end is expected. */
  private static final int MOST_VISITS = 300;

  private final Place root;
  private final PeerSets peerSets;
  private final Consumer<Demand> soon;
  private final Progress progress;
  private final Waiting queue = new Waiting();
  private final Set<Place> seen = new HashSet<>();
  private final Set<Place> failures = new LinkedHashSet<>();
  private final Map<String, Integer> visits = new HashMap<>();

  private record Task(Demand demand, Place dep) {}

  /**
   * @param soon told of demands that will be picked for
   */
  IdealTree(Place root, PeerSets peerSets, Consumer<Demand> soon, Progress progress) {
    this.root = root;
    this.peerSets = peerSets;
    this.soon = soon;
    this.progress = progress;
  }

  /** Places at which nothing could be had. */
  Set<Place> failures() {
    return failures;
  }

  void grow() {
    queue.add(root);
    problems(root).forEach(soon);
    while (!queue.isEmpty()) {
      progress.checkpoint();
      Place place = queue.next();
      if (place.top() == root && seen.add(place)) {
        visits.merge(place.order(), 1, Integer::sum);
        visit(place);
      }
    }
  }

  private void visit(Place place) {
    List<Task> tasks = new ArrayList<>();
    for (Demand demand : problems(place)) {
      if (demand.peerConflicted) {
        continue;
      }
      if (isCircling(place)) {
        throw new Torn(demand, place, demand, place);
      }
      Place roof = peerSets.known(place);
      Demand twin = roof.out().get(demand.name());
      Place there = twin != null && twin.valid() ? twin.to() : null;
      Place dep = there != null && there.satisfies(demand) ? there : null;
      if (dep == null && demand.optionalPeer()) {
        Place above = place.parent();
        dep = hoistable(above == null ? place : above, demand);
      }
      if (dep == null) {
        Set<Place> required = new HashSet<>();
        required.add(demand.from);
        dep = peerSets.answer(demand, demand.peer() ? roof : null, null, required);
      }
      tasks.add(new Task(demand, dep));
    }
    tasks.sort(Comparator.comparing(task -> task.demand().name(), Collation.ORDER));
    for (Task task : tasks) {
      follow(new Placing(task.dep(), task.demand()));
    }
  }

  /** Whether what is put for one demand takes away what was put for another, and so on. */
  private boolean isCircling(Place place) {
    return visits.getOrDefault(place.order(), 0) > MOST_VISITS;
  }

  /** The nearest place below that would content an optional peer. */
  private static @Nullable Place hoistable(Place below, Demand demand) {
    List<Place> found = new ArrayList<>(below.children().values());
    for (int i = 0; i < found.size(); i++) {
      Place place = found.get(i);
      if (place.name.equals(demand.name()) && place.satisfies(demand)) {
        return place;
      }
      found.addAll(place.children().values());
    }
    return null;
  }

  private void follow(Placing placing) {
    Place placed = placing.placed;
    if (placed != null) {
      if (placed.failure() != null) {
        failures.add(placed);
      }
      requeue(placing, placed);
      queue.add(placed);
      for (Place again : placing.again) {
        seen.remove(again);
        queue.add(again);
      }
      problems(placed).forEach(soon);
    }
    placing.children.forEach(this::follow);
  }

  /** Whoever is no longer content with what it finds is looked at again. */
  private void requeue(Placing placing, Place placed) {
    boolean replaced = placing.verdict() == Verdict.REPLACE;
    for (Demand in : placed.in()) {
      if (in != placing.demand && !in.peerConflicted && !in.valid()) {
        if (replaced || seen.contains(in.from)) {
          seen.remove(in.from);
        }
        queue.add(in.from);
      }
    }
  }

  private List<Demand> problems(Place place) {
    Pack pack = place.pack();
    List<Demand> problems = new ArrayList<>();
    for (Demand demand : place.out().values()) {
      boolean bundled = pack != null && pack.bundled().contains(demand.name());
      Place to = demand.to();
      if (bundled || to != null && failures.contains(to)) {
        continue;
      }
      if (to == null ? !demand.optionalPeer() : !demand.valid()) {
        problems.add(demand);
      }
    }
    return problems;
  }
}
