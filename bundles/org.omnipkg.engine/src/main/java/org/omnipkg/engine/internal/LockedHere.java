package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Tie;

/**
 * What of a language's packages in a lock is for this machine: without those that are for others,
 * those that cannot do without one of these, and what only they wanted.
 *
 * @param edges demands on these packages, also of other languages
 * @param elsewhere the others, so that the next lock names them again
 */
record LockedHere(List<Lock.Package> packages, List<Edge> edges, Elsewhere elsewhere) {
  static LockedHere of(List<Lock.Package> own, List<Edge> all, LockedPackages.Site site) {
    Map<String, Lock.Package> byId = new HashMap<>();
    own.forEach(one -> byId.put(one.id(), one));
    List<Edge> edges = all.stream().filter(edge -> byId.containsKey(edge.to())).toList();
    Map<String, Lock.Package> gone = new HashMap<>();
    own.stream()
        .filter(one -> !LockedPackages.isFor(one, site))
        .forEach(one -> gone.put(one.id(), one));
    if (gone.isEmpty()) {
      return new LockedHere(own, edges, Elsewhere.NOTHING);
    }
    Deque<String> open = new ArrayDeque<>(gone.keySet());
    while (!open.isEmpty()) {
      String id = open.pop();
      Lock.Package culprit = Objects.requireNonNull(gone.get(id));
      for (Edge edge : edges) {
        boolean hard = edge.tie() == Tie.NEEDS || edge.tie() == Tie.PEER;
        if (edge.to().equals(id) && hard) {
          if (!byId.containsKey(edge.from())) {
            throw LockedPackages.noneFits(culprit);
          }
          if (gone.putIfAbsent(edge.from(), culprit) == null) {
            open.push(edge.from());
          }
        }
      }
    }
    Set<String> reached = reached(edges, byId.keySet(), gone.keySet());
    return new LockedHere(
        own.stream().filter(one -> reached.contains(one.id())).toList(),
        edges.stream().filter(edge -> isHere(edge, byId.keySet(), reached)).toList(),
        new Elsewhere(
            own.stream()
                .filter(one -> !reached.contains(one.id()))
                .map(one -> LockedPackages.elsewhere(one, site))
                .toList(),
            edges.stream()
                .filter(edge -> !isHere(edge, byId.keySet(), reached))
                .map(edge -> absolute(edge, site))
                .toList()));
  }

  private static boolean isHere(Edge edge, Set<String> own, Set<String> reached) {
    return reached.contains(edge.to())
        && (reached.contains(edge.from()) || !own.contains(edge.from()));
  }

  /** What is asked for from outside, and all that it leads to. */
  private static Set<String> reached(List<Edge> edges, Set<String> own, Set<String> gone) {
    Map<String, Set<String>> needs = new HashMap<>();
    for (Edge edge : edges) {
      if (!gone.contains(edge.to())) {
        String from = own.contains(edge.from()) ? edge.from() : "";
        needs.computeIfAbsent(from, id -> new HashSet<>()).add(edge.to());
      }
    }
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(""));
    while (!open.isEmpty()) {
      for (String next : needs.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }

  /** With places of the user's own as they are on this machine. */
  static Edge absolute(Edge edge, LockedPackages.Site site) {
    return new Edge(
        edge.from(),
        edge.to(),
        edge.tie(),
        edge.role(),
        site.local().absolute(edge.text()),
        edge.when());
  }
}
