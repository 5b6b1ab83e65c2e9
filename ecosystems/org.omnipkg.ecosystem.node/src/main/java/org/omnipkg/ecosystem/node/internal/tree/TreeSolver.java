package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/**
 * npm's tree: every demand is answered with the release npm would pick, and that is put as high
 * into the tree as what lies there allows; peers go along as a set.
 */
@Component(property = {Ecosystem.ID + "=node", Solver.NAME + "=house"})
public final class TreeSolver implements Solver {
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    return new Engines(problem, facts)
        .choose(tree(problem, facts, desk), other -> tree(other, facts, desk));
  }

  private static Outcome tree(Problem problem, Facts facts, Desk desk) {
    Versions versions = facts.ecosystem(Names.ECOSYSTEM).versions();
    Together.Answer requests = new Together(facts, versions).of(problem.roots());
    if (requests.quarrel().isPresent()) {
      return Outcome.unsolvable(requests.quarrel().get());
    }
    try {
      Grown grown = grow(problem, requests.roots(), facts, desk);
      Resolution resolution =
          new Reading(grown.root(), grown.failures(), problem.target()).resolution();
      return new Outcome(
          Optional.of(resolution), needs(resolution, facts), Optional.empty(), List.of());
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
    Picker picker =
        new Picker(
            problem, facts, facts.ecosystem(Names.ECOSYSTEM).versions(), new Tarballs(desk)::read);
    Set<String> told = new LinkedHashSet<>();
    IdealTree tree =
        new IdealTree(
            root, new PeerSets(picker, root), demand -> soon(demand, facts, told), desk.progress());
    tree.grow();
    return new Grown(root, tree.failures());
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
