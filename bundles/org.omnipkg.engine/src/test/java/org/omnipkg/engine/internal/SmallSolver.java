package org.omnipkg.engine.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

/**
 * Takes the version after `==`, else the one preferred, else 9 or the first below that fits; a
 * package needs what {@link #needs} says of it.
 */
final class SmallSolver implements Solver {
  final List<Problem> problems = new ArrayList<>();

  /** What `name version` needs. */
  final Map<String, List<String>> needs = new HashMap<>();

  /** What there is not: `name version on runtime`. */
  final Set<String> impossible = new HashSet<>();

  private final BiFunction<String, String, Node> nodes;
  private final Function<String, Dependency> words;

  /**
   * @param nodes makes a package's node, by name and version
   * @param words reads what a package needs
   */
  SmallSolver(BiFunction<String, String, Node> nodes, Function<String, Dependency> words) {
    this.nodes = nodes;
    this.words = words;
  }

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    problems.add(problem);
    Map<String, Node> chosen = new LinkedHashMap<>();
    Set<Edge> edges = new LinkedHashSet<>();
    Deque<Map.Entry<String, Dependency>> open = new ArrayDeque<>();
    for (Dependency root : problem.roots()) {
      if (root.when().holds(problem.target())) {
        open.add(Map.entry("", root));
      }
    }
    while (!open.isEmpty()) {
      Map.Entry<String, Dependency> one = open.remove();
      Dependency wanted = one.getValue();
      String name = wanted.target().name();
      String stated = wanted.range().startsWith("==") ? wanted.range().substring(2) : "";
      String liked = problem.preferred().getOrDefault(wanted.target(), "9");
      Node had = chosen.get(name);
      Optional<Node> node =
          Stream.concat(
                  Optional.ofNullable(had).stream(),
                  Stream.of(stated, liked, "9", "2", "1")
                      .filter(version -> had == null && !version.isEmpty())
                      .filter(
                          version -> !impossible.contains(name + " " + version + suffix(problem)))
                      .map(version -> nodes.apply(name, version)))
              .filter(n -> inRange(wanted, n))
              .filter(
                  n ->
                      problem.roots().stream()
                          .filter(root -> root.target().equals(wanted.target()))
                          .filter(root -> root.when().holds(problem.target()))
                          .allMatch(root -> inRange(root, n)))
              .findFirst();
      if (node.isEmpty()) {
        return Outcome.unsolvable(Derivation.leaf("`" + name + "` cannot be", wanted.text()));
      }
      edges.add(new Edge(one.getKey(), name, Tie.NEEDS, Role.RUN, wanted.text(), ""));
      if (chosen.put(name, node.get()) == null) {
        needs
            .getOrDefault(name + " " + node.get().pin().version(), List.of())
            .forEach(need -> open.add(Map.entry(name, words.apply(need))));
      }
    }
    return Outcome.solved(
        new Resolution(List.copyOf(chosen.values()), List.copyOf(edges), Set.of()));
  }

  private static boolean inRange(Dependency wanted, Node node) {
    return Satisfaction.inRange(wanted.range(), node, new SmallLanguage().versions());
  }

  private static String suffix(Problem problem) {
    return problem.target().runtime("python").map(r -> " on " + r.version()).orElse("");
  }
}
