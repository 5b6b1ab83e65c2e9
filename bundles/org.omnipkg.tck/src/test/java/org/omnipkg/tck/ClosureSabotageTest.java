package org.omnipkg.tck;

import static java.util.Map.entry;
import static org.omnipkg.tck.SpoiltSolver.before;
import static org.omnipkg.tck.SpoiltSolver.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.toy.ToyGrammar;

class ClosureSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Solver>> FLAWS =
      Map.ofEntries(
          entry(
              "the_newest_release_is_taken_where_nothing_else_is_said",
              asking((p, root) -> root.text().equals("brick") ? parse("brick=2") : root)),
          entry(
              "a_pin_is_honoured_though_a_newer_release_is_there",
              asking((p, root) -> root.text().equals("brick=2") ? parse("brick") : root)),
          entry(
              "what_is_installed_is_kept_where_it_may", before(p -> with(p, p.roots(), Map.of()))),
          entry(
              "what_a_package_needs_comes_with_it",
              solving(
                  r ->
                      new Resolution(
                          r.nodes().stream().filter(n -> asked(r, n)).toList(),
                          r.edges().stream().filter(e -> e.from().isEmpty()).toList(),
                          Set.of()))),
          entry(
              "a_request_is_an_edge_from_nobody_in_its_own_words",
              edges(e -> e.from().isEmpty() ? edge("", e.to(), "something") : e)),
          entry(
              "an_edge_joins_what_is_there",
              solving(
                  r -> {
                    List<Edge> edges = new ArrayList<>(r.edges());
                    edges.add(edge(r.nodes().get(0).id(), "doll", "doll"));
                    return new Resolution(r.nodes(), edges, Set.of());
                  })),
          entry(
              "every_node_is_there_for_somebody",
              solving(
                  r ->
                      new Resolution(
                          r.nodes(),
                          r.edges().stream().filter(e -> e.from().isEmpty()).toList(),
                          Set.of()))),
          entry(
              "every_node_has_a_place_of_its_own",
              solving(
                  r -> {
                    List<Node> nodes = new ArrayList<>(r.nodes());
                    nodes.add(nodes.get(0));
                    return new Resolution(nodes, r.edges(), Set.of());
                  })),
          entry(
              "every_node_has_a_file_from_a_named_source",
              solving(
                  r ->
                      new Resolution(
                          r.nodes().stream().map(ClosureSabotageTest::bare).toList(),
                          r.edges(),
                          Set.of()))),
          entry(
              "an_unknown_name_is_refused_by_name",
              solver ->
                  (problem, facts, desk) -> {
                    try {
                      return solver.solve(problem, facts, desk);
                    } catch (Refusal unknown) {
                      return Outcome.unsolvable(Derivation.leaf("no", ""));
                    }
                  }),
          entry(
              "a_quarrel_names_all_who_quarrel",
              solver ->
                  (problem, facts, desk) -> {
                    Outcome outcome = solver.solve(problem, facts, desk);
                    return outcome.unsolvable().isPresent()
                        ? Outcome.unsolvable(Derivation.leaf("no", ""))
                        : outcome;
                  }),
          entry("the_same_question_has_the_same_answer", SpoiltSolver::turning));

  private interface Asking {
    Dependency spoil(Problem problem, Dependency root);
  }

  private static Dependency parse(String words) {
    return new ToyGrammar().parse(words);
  }

  private static boolean asked(Resolution resolution, Node node) {
    return resolution.edges().stream()
        .anyMatch(edge -> edge.from().isEmpty() && edge.to().equals(node.id()));
  }

  private static Edge edge(String from, String to, String text) {
    return new Edge(from, to, Tie.NEEDS, Role.RUN, text, "");
  }

  private static Node bare(Node node) {
    return new Node(node.id(), node.pin(), Optional.empty(), node.features(), node.source());
  }

  private static Problem with(
      Problem p, List<Dependency> roots, Map<PackageName, String> preferred) {
    return new Problem(
        p.ecosystem(),
        roots,
        p.constraints(),
        p.target(),
        preferred,
        p.prereleases(),
        p.excludeNewer(),
        p.hashes(),
        p.built());
  }

  private static UnaryOperator<Solver> asking(Asking change) {
    return before(
        p ->
            with(p, p.roots().stream().map(root -> change.spoil(p, root)).toList(), p.preferred()));
  }

  private static UnaryOperator<Solver> edges(UnaryOperator<Edge> change) {
    return solving(
        r -> new Resolution(r.nodes(), r.edges().stream().map(change).toList(), r.unconfirmed()));
  }

  @Override
  protected Class<?> contract() {
    return ClosureContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends ToyClosureTest {
    private final Solver spoilt;

    Specimen(Flaw flaw) {
      spoilt = flaw.in(super.solver(), FLAWS);
    }

    @Override
    protected Solver solver() {
      return spoilt;
    }
  }
}
