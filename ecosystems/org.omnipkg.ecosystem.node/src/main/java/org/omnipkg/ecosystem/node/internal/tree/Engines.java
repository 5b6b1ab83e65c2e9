package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Facts;

/**
 * Chooses among Nodes: the first with which every package of the tree has what its {@code engines}
 * ask for. npm only warns of them, so where there is no such Node the preferred one stays.
 */
final class Engines {
  private static final PackageName NODE = new PackageName("runtime", Names.ECOSYSTEM);

  /** Trees grown anew for other Nodes, at most. */
  private static final int MOST = 4;

  private final Problem problem;
  private final Facts facts;

  Engines(Problem problem, Facts facts) {
    this.problem = problem;
    this.facts = facts;
  }

  /**
   * The outcome for the Node to take.
   *
   * @param preferred the outcome for the target's own
   * @param solving solves for one Node
   */
  Outcome choose(Outcome preferred, Function<Problem, Outcome> solving) {
    Optional<Runtime> own = problem.target().runtime(Names.ECOSYSTEM);
    if (problem.runtimes().isEmpty() || own.isEmpty() || content(preferred, own.get())) {
      return preferred;
    }
    return problem.runtimes().stream()
        .filter(one -> !one.version().equals(own.get().version()))
        .limit(MOST)
        .map(one -> with(solving.apply(on(one)), one))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(preferred);
  }

  private Optional<Outcome> with(Outcome outcome, Runtime runtime) {
    if (outcome.solved().isEmpty() || !content(outcome, runtime)) {
      return Optional.empty();
    }
    Resolution found = outcome.solved().get();
    List<Node> nodes = new ArrayList<>(found.nodes());
    Pin pin = new Pin(NODE, runtime.version());
    nodes.add(new Node(NODE.toString(), pin, Optional.empty(), Set.of(), runtime.origin()));
    Resolution whole = new Resolution(nodes, found.edges(), found.unconfirmed());
    return Optional.of(
        new Outcome(Optional.of(whole), outcome.needs(), Optional.empty(), List.of()));
  }

  private boolean content(Outcome outcome, Runtime runtime) {
    return outcome.solved().isEmpty()
        || outcome.solved().get().nodes().stream().allMatch(node -> takes(node.pin(), runtime));
  }

  private boolean takes(Pin pin, Runtime runtime) {
    if (!pin.name().ecosystem().equals(Names.ECOSYSTEM)) {
      return true;
    }
    String range =
        facts.releases(pin.name()).find(pin.version()).map(Release::runtimeRange).orElse("");
    if (range.isEmpty()) {
      return true;
    }
    Release node =
        new Release(
            new Pin(NODE, runtime.version()),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            List.of());
    Listing listing = new Listing(NODE, List.of(node), Map.of(), Map.of(), "");
    BitSet admitted = facts.ecosystem(Names.ECOSYSTEM).versions().select(range, listing).admitted();
    return admitted.get(0);
  }

  private Problem on(Runtime runtime) {
    List<Runtime> all = new ArrayList<>(problem.target().runtimes());
    all.removeIf(other -> other.ecosystem().equals(Names.ECOSYSTEM));
    all.add(runtime);
    return new Problem(
        problem.ecosystem(),
        problem.roots(),
        problem.constraints(),
        new Target(problem.target().platform(), all),
        problem.preferred(),
        problem.prereleases(),
        problem.excludeNewer(),
        problem.hashes(),
        problem.built(),
        List.of(),
        problem.overrides());
  }
}
