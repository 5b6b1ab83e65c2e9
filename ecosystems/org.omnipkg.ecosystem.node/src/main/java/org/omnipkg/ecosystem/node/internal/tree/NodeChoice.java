package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/**
 * Which of several Nodes a tree is grown for: the first for which what the user asked for, picked
 * as npm picks it there, has no objection in its {@code engines}; else the one with the fewest.
 */
final class NodeChoice {
  private static final PackageName RUNTIME = new PackageName("runtime", Names.ECOSYSTEM);

  private final Problem problem;
  private final List<Dependency> roots;
  private final Function<Problem, Picker> picker;
  private final List<Runtime> candidates;

  /**
   * @param roots the requests for packages
   * @param picker of a problem
   */
  NodeChoice(Problem problem, List<Dependency> roots, Function<Problem, Picker> picker) {
    this.problem = problem;
    this.roots = List.copyOf(roots);
    this.picker = picker;
    this.candidates = candidates(problem);
  }

  /**
   * Those that others can do with; before all that would have to be obtained for a short time those
   * that are cared for longer.
   */
  private static List<Runtime> candidates(Problem problem) {
    List<String> ranges =
        problem.roots().stream()
            .filter(root -> root.target().equals(RUNTIME))
            .map(Dependency::range)
            .toList();
    List<Runtime> fitting =
        problem.runtimes().stream().filter(one -> admitted(one, ranges)).toList();
    return (fitting.isEmpty() ? problem.runtimes() : fitting)
        .stream().sorted(Comparator.comparingInt(NodeChoice::rank)).toList();
  }

  private static int rank(Runtime node) {
    boolean longLived = Version.of(node.version()).filter(Version::longLived).isPresent();
    return node.here() ? 0 : longLived ? 1 : 2;
  }

  private static boolean admitted(Runtime node, Collection<String> ranges) {
    return ranges.stream().allMatch(range -> new Engines(node.version(), "").takes(range));
  }

  /** The problem for the Node that is chosen, and for no other. */
  Problem settled() {
    Problem best = null;
    long fewest = Long.MAX_VALUE;
    for (Runtime candidate : candidates) {
      Problem on = on(problem, candidate);
      long objections = objections(on);
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

  /** The problem for the first Node that all these ranges admit and that was not tried. */
  Optional<Problem> admitting(Collection<String> ranges, Set<String> tried) {
    return candidates.stream()
        .filter(one -> !tried.contains(one.version()) && admitted(one, ranges))
        .findFirst()
        .map(one -> on(problem, one));
  }

  private long objections(Problem on) {
    Engines engines = Engines.of(on.target());
    Picker its = picker.apply(on);
    Place root = Place.root(Pack.root(roots), Overrides.of(on.overrides()).orElse(null));
    return root.out().values().stream()
        .map(demand -> its.pick(demand).pack())
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
}
