package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/**
 * Which of several Nodes a tree is grown for: the first for which what the user asked for, picked
 * as npm picks it there, has no objection in its {@code engines}; else the one with the fewest.
 */
final class NodeChoice {
  private static final PackageName RUNTIME = new PackageName("runtime", Names.ECOSYSTEM);

  private NodeChoice() {}

  /**
   * The problem for the Node that is chosen, and for no other.
   *
   * @param picker of a problem
   */
  static Problem settled(
      Problem problem, List<Dependency> roots, Function<Problem, Picker> picker) {
    Problem best = null;
    long fewest = Long.MAX_VALUE;
    for (Runtime candidate : problem.runtimes()) {
      Problem on = on(problem, candidate);
      long objections = objections(on, roots, picker.apply(on));
      if (objections < fewest) {
        best = on;
        fewest = objections;
      }
      if (objections == 0) {
        break;
      }
    }
    return best == null ? problem : best;
  }

  private static long objections(Problem problem, List<Dependency> roots, Picker picker) {
    Engines engines = Engines.of(problem.target());
    Place root = Place.root(Pack.root(roots), Overrides.of(problem.overrides()).orElse(null));
    return root.out().values().stream()
        .map(demand -> picker.pick(demand).pack())
        .filter(pack -> pack == null || !engines.fit(pack.release()))
        .count();
  }

  private static Problem on(Problem problem, Runtime runtime) {
    List<Runtime> runtimes = new ArrayList<>(List.of(runtime));
    problem.target().runtimes().stream()
        .filter(other -> !other.ecosystem().equals(Names.ECOSYSTEM))
        .forEach(runtimes::add);
    return new Problem(
        problem.ecosystem(),
        problem.roots(),
        problem.constraints(),
        new Target(problem.target().platform(), runtimes),
        problem.preferred(),
        problem.prereleases(),
        problem.excludeNewer(),
        problem.hashes(),
        problem.built(),
        List.of(),
        problem.overrides());
  }

  /** The chosen Node as a package, when it is another than the target's own. */
  static Optional<Node> node(Problem asked, Problem settled) {
    Optional<Runtime> before = asked.target().runtime(Names.ECOSYSTEM);
    return settled
        .target()
        .runtime(Names.ECOSYSTEM)
        .filter(chosen -> !before.equals(Optional.of(chosen)))
        .map(
            chosen ->
                new Node(
                    RUNTIME.toString(),
                    new Pin(RUNTIME, chosen.version()),
                    Optional.empty(),
                    Set.of(),
                    chosen.origin()));
  }

  /**
   * What was asked for and is made for another Node: a line for people, or a refusal where npm is
   * configured to be strict.
   */
  static Optional<String> warning(
      List<Node> nodes, List<Edge> edges, Map<Pin, String> ranges, Target target, boolean strict) {
    String version = target.runtime(Names.ECOSYSTEM).map(Runtime::version).orElse("");
    Map<String, String> asking = new TreeMap<>();
    for (Node node : nodes) {
      boolean asked = edges.stream().anyMatch(e -> e.from().isEmpty() && e.to().equals(node.id()));
      String range = ranges.get(node.pin());
      if (asked && range != null) {
        asking.put(node.pin().name().name() + "@" + node.pin().version(), range);
      }
    }
    if (asking.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<String, String> first = asking.entrySet().iterator().next();
    if (strict) {
      throw new Refusal(
          Diagnostic.user(
                  "resolve.runtime-conflict",
                  "`"
                      + first.getKey()
                      + "` needs node `"
                      + first.getValue()
                      + "`, and it is to run with node "
                      + version,
                  "name a Node that fits, as in `node@22`, or another version of the package")
              .with(List.of("npm is configured with `engine-strict`")));
    }
    StringBuilder text = new StringBuilder("note: made for another Node than " + version + ": ");
    asking.forEach(
        (pack, range) ->
            text.append(text.toString().endsWith(": ") ? "" : ", ")
                .append(pack)
                .append(" (")
                .append(range)
                .append(')'));
    return Optional.of(text.toString());
  }
}
