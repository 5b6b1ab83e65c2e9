package org.omnipkg.itest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

/** A third party's resolver: the newest of each, first come, no going back. */
final class FirstFit implements Solver {
  private record Open(String from, Dependency dependency) {}

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Ecosystem ecosystem = facts.ecosystem(problem.ecosystem());
    Map<PackageName, Node> nodes = new LinkedHashMap<>();
    List<Edge> edges = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    problem.roots().forEach(root -> open.add(new Open("", root)));
    while (!open.isEmpty()) {
      Open next = open.poll();
      Dependency dependency = next.dependency();
      PackageName name = dependency.target();
      edges.add(new Edge(next.from(), name.name(), Tie.NEEDS, Role.RUN, dependency.text(), ""));
      if (nodes.containsKey(name)) {
        continue;
      }
      Listing listing = facts.releases(name);
      int chosen =
          ecosystem
              .versions()
              .prefer(
                  ecosystem.versions().select(dependency.range(), listing).admitted(),
                  listing,
                  problem.target());
      if (chosen < 0) {
        return Outcome.unsolvable(
            Derivation.leaf("nothing satisfies " + dependency.text(), dependency.text()));
      }
      Release release = listing.releases().get(chosen);
      nodes.put(
          name,
          new Node(
              name.name(),
              release.pin(),
              ecosystem.layout().choose(release, problem.target()),
              Set.of(),
              listing.source()));
      facts.manifest(release).value().orElseThrow().features().getOrDefault("", List.of()).stream()
          .filter(needed -> needed.when().holds(problem.target()))
          .forEach(needed -> open.add(new Open(name.name(), needed)));
    }
    return Outcome.solved(new Resolution(List.copyOf(nodes.values()), edges, Set.of()));
  }
}
