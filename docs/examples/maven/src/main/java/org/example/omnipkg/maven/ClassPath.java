package org.example.omnipkg.maven;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/** Maven's graph as a resolution: the winners are its nodes, every demand on one is an edge. */
final class ClassPath {
  private static final String POM = "pom";

  private final Problem problem;
  private final Map<Coordinates, List<Dependency>> asked;
  private final Repositories repositories;
  private final Map<String, Node> nodes = new TreeMap<>();
  private final Set<Edge> edges = new LinkedHashSet<>();

  ClassPath(Problem problem, Map<Coordinates, List<Dependency>> asked, Repositories repositories) {
    this.problem = problem;
    this.asked = asked;
    this.repositories = repositories;
  }

  Resolution resolution(DependencyNode root) {
    Deque<DependencyNode> open = new ArrayDeque<>();
    for (DependencyNode child : root.getChildren()) {
      Coordinates of = Collecting.coordinates(child.getArtifact());
      for (Dependency demand : asked.getOrDefault(of, List.of())) {
        edges.add(new Edge("", id(of), Tie.NEEDS, Role.RUN, demand.text(), ""));
      }
      open.add(child);
    }
    while (!open.isEmpty()) {
      DependencyNode node = open.pop();
      if (loser(node)) {
        continue;
      }
      Coordinates of = Collecting.coordinates(node.getArtifact());
      if (nodes.containsKey(id(of))) {
        continue;
      }
      nodes.put(id(of), node(of, node.getArtifact().getVersion()));
      for (DependencyNode child : node.getChildren()) {
        if (!onMachine(child)) {
          demand(of, child);
          open.add(child);
        }
      }
    }
    edges.removeIf(edge -> !nodes.containsKey(edge.to()));
    return new Resolution(new ArrayList<>(nodes.values()), new ArrayList<>(edges), Set.of());
  }

  /** A file of scope {@code system} lies on its author's machine only. */
  private static boolean onMachine(DependencyNode node) {
    return node.getDependency() != null && "system".equals(node.getDependency().getScope());
  }

  private static boolean loser(DependencyNode node) {
    return node.getData().get(ConflictResolver.NODE_DATA_WINNER) != null;
  }

  private void demand(Coordinates from, DependencyNode child) {
    Object winner = child.getData().get(ConflictResolver.NODE_DATA_WINNER);
    DependencyNode taken = winner instanceof DependencyNode other ? other : child;
    Coordinates wanted = Collecting.coordinates(child.getArtifact());
    String text = wanted + "@" + child.getArtifact().getVersion();
    String to = id(Collecting.coordinates(taken.getArtifact()));
    edges.add(new Edge(id(from), to, Tie.NEEDS, Role.RUN, text, ""));
  }

  private static String id(Coordinates of) {
    return MavenGrammar.ID + ":" + of;
  }

  private Node node(Coordinates of, String version) {
    PackageName name = new PackageName(MavenGrammar.ID, of.toString());
    Repositories.Located located =
        repositories
            .artifact(of, version)
            .or(() -> aggregate(of, version))
            .orElseThrow(() -> missing(of, version));
    accepted(name, located.artifact().hashes());
    return new Node(
        id(of),
        new Pin(name, version),
        Optional.of(located.artifact()),
        Set.of(),
        located.source().label());
  }

  /** An artifact that is nothing but a POM brings only what it needs. */
  private Optional<Repositories.Located> aggregate(Coordinates of, String version) {
    return of.plain() ? repositories.artifact(of.pom(), version) : Optional.empty();
  }

  private static Refusal missing(Coordinates of, String version) {
    return new Refusal(
        Diagnostic.outside(
            "resolve.no-matching-artifact",
            "no repository in force here has `" + of.filename(version) + "` of `" + of + "`",
            of.extension().equals(POM) ? "" : "another version may have it"));
  }

  private void accepted(PackageName name, Map<String, String> hashes) {
    List<String> accepted = problem.hashes().get(name);
    if (accepted != null
        && hashes.entrySet().stream()
            .noneMatch(hash -> accepted.contains(hash.getKey() + ":" + hash.getValue()))) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + name.name() + "` has a hash that was asked for",
              ""));
    }
  }
}
