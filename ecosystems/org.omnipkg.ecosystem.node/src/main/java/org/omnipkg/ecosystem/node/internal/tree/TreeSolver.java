package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.settings.NpmSettings;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions.Engines;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
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
    Problem settled =
        NodeChoice.settled(problem, requests.roots(), on -> picker(on, facts, versions, desk));
    try {
      Grown grown = grow(settled, requests.roots(), facts, desk);
      Resolution resolution =
          new Reading(grown.root(), grown.failures(), settled.target()).resolution();
      warn(resolution, grown.root(), settled, desk);
      List<Node> nodes = new ArrayList<>(resolution.nodes());
      NodeChoice.node(problem, settled).ifPresent(nodes::add);
      return new Outcome(
          Optional.of(new Resolution(nodes, resolution.edges(), resolution.unconfirmed())),
          needs(resolution, facts),
          Optional.empty(),
          List.of());
    } catch (Torn torn) {
      return Outcome.unsolvable(Story.of(torn));
    }
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
    return new Picker(problem, facts, versions, new Tarballs(desk)::read);
  }

  /** As npm does, of what the user named. */
  private static void warn(Resolution resolution, Place root, Problem problem, Desk desk) {
    Engines engines = Engines.of(problem.target());
    Map<Pin, String> ranges = new HashMap<>();
    for (Demand demand : root.out().values()) {
      Pack pack = demand.to() == null ? null : demand.to().pack();
      if (pack != null && !engines.fit(pack.release())) {
        ranges.put(pack.pin(), pack.release().runtimeRange());
      }
    }
    if (!ranges.isEmpty()) {
      NodeChoice.warning(
              resolution.nodes(),
              resolution.edges(),
              ranges,
              problem.target(),
              NpmSettings.strictEngines(desk))
          .ifPresent(desk.progress()::note);
    }
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
