package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.index.LockedDigests;
import org.omnipkg.ecosystem.node.internal.settings.NpmSettings;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/**
 * npm's tree: every demand is answered with the release npm would pick, and that is put as high
 * into the tree as what lies there allows; peers go along as a set.
 */
@ProvidesSolver(value = "house", ecosystem = "node")
@Component(property = {Ecosystem.ID + "=node", Solver.NAME + "=house"})
public final class TreeSolver implements Solver {
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Versions versions = facts.ecosystem(Names.ECOSYSTEM).versions();
    List<Dependency> packages =
        problem.roots().stream()
            .filter(root -> root.target().ecosystem().equals(Names.ECOSYSTEM))
            .toList();
    Together.Answer requests = new Together(facts, versions).of(packages);
    if (requests.quarrel().isPresent()) {
      return Outcome.unsolvable(requests.quarrel().get());
    }
    NodeChoice choice =
        new NodeChoice(problem, requests.roots(), on -> picker(on, facts, versions, desk));
    boolean strict = NpmSettings.strictEngines(desk);
    Problem settled = choice.settled();
    Set<String> tried = new HashSet<>();
    Set<String> ranges = new HashSet<>();
    try {
      while (true) {
        Target target = settled.target();
        Grown grown = grow(settled, requests.roots(), facts, desk);
        Resolution resolution = new Reading(grown.root(), grown.failures(), target).resolution();
        LockedDigests.admit(resolution, problem.constraints());
        Objections objections =
            strict
                ? Objections.ofAll(resolution, grown.root(), target)
                : Objections.ofRequests(resolution, grown.root(), target);
        if (!strict || objections.ranges().isEmpty()) {
          return outcome(problem, settled, resolution, objections, facts);
        }
        target.runtime(Names.ECOSYSTEM).map(Runtime::version).ifPresent(tried::add);
        ranges.addAll(objections.ranges().values());
        settled = choice.admitting(ranges, tried).orElseThrow(objections::refusal);
      }
    } catch (Torn torn) {
      return Outcome.unsolvable(Story.of(torn));
    }
  }

  private static Outcome outcome(
      Problem problem, Problem settled, Resolution resolution, Objections objections, Facts facts) {
    List<Node> nodes = new ArrayList<>(resolution.nodes());
    NodeChoice.node(problem, settled).ifPresent(nodes::add);
    return new Outcome(
        Optional.of(
            new Resolution(
                nodes, resolution.edges(), resolution.unconfirmed(), resolution.elsewhere())),
        needs(resolution, facts),
        Optional.empty(),
        List.of(),
        objections.lines());
  }

  /**
   * The whole tree, for all platforms at once, as npm's lock file has it.
   *
   * @param failures places at which nothing could be had
   */
  record Grown(Place root, Set<Place> failures) {}

  static Grown grow(Problem problem, List<Dependency> roots, Facts facts, Desk desk) {
    Place root = Place.root(Pack.root(roots), Overrides.of(problem.overrides()).orElse(null));
    Picker picker = picker(problem, facts, facts.ecosystem(Names.ECOSYSTEM).versions(), desk);
    Set<String> told = new LinkedHashSet<>();
    IdealTree tree =
        new IdealTree(
            root, new PeerSets(picker, root), demand -> soon(demand, facts, told), desk.progress());
    tree.grow();
    return new Grown(root, tree.failures());
  }

  private static Picker picker(Problem problem, Facts facts, Versions versions, Desk desk) {
    return new Picker(
        problem, facts, versions, new Tarballs(desk)::read, NpmSettings.legacyPeers(desk));
  }

  private static void soon(Demand demand, Facts facts, Set<String> told) {
    Dependency declared = demand.wanted().declared();
    if (declared.direct().isEmpty() && told.add(declared.target().name())) {
      facts.soon(declared.target(), new BitSet());
    }
  }

  /** What evidence says of the chosen packages: runtimes and packages of other languages. */
  private static List<Dependency> needs(Resolution resolution, Facts facts) {
    List<Dependency> needs = new ArrayList<>();
    for (Node node : resolution.nodes()) {
      for (Dependency need : facts.overlay(node.pin())) {
        boolean other = !need.target().ecosystem().equals(Names.ECOSYSTEM);
        if (other && need.role().lasts() && !needs.contains(need)) {
          needs.add(need);
        }
      }
    }
    return needs;
  }
}
