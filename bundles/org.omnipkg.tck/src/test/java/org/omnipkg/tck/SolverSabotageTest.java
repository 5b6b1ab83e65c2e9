package org.omnipkg.tck;

import static java.util.Map.entry;
import static org.omnipkg.tck.SpoiltSolver.after;
import static org.omnipkg.tck.SpoiltSolver.before;
import static org.omnipkg.tck.SpoiltSolver.solving;

import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

class SolverSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Solver>> FLAWS =
      Map.ofEntries(
          entry(
              "a_chain_is_solved_with_an_edge_for_every_need",
              solving(r -> new Resolution(r.nodes(), List.of(), Set.of()))),
          entry(
              "the_newest_release_is_taken_where_nothing_else_is_said",
              solver -> (problem, facts, desk) -> solver.solve(problem, spelled(facts), desk)),
          entry(
              "a_pin_is_honoured_though_a_newer_release_is_there",
              asking((p, root) -> root.range().equals("==1.0") ? bare(root) : root)),
          entry(
              "an_older_release_is_taken_when_the_newest_does_not_agree_with_another_request",
              solver ->
                  (problem, facts, desk) -> {
                    Outcome outcome = solver.solve(problem, facts, desk);
                    return problem.constraints().isEmpty()
                            && problem.preferred().isEmpty()
                            && outcome.solved().filter(r -> gaveWay(problem, facts, r)).isPresent()
                        ? Outcome.unsolvable(Derivation.leaf("the newest does not fit", ""))
                        : outcome;
                  }),
          entry(
              "an_extra_brings_its_needs_only_when_asked_for",
              solving(
                  r ->
                      new Resolution(
                          r.nodes().stream()
                              .map(
                                  n ->
                                      new Node(n.id(), n.pin(), n.artifact(), Set.of(), n.source()))
                              .toList(),
                          r.edges(),
                          r.unconfirmed()))),
          entry(
              "a_constraint_restricts_and_brings_nothing",
              before(p -> with(p, p.roots(), List.of(), p.preferred(), p.hashes()))),
          entry(
              "a_preferred_version_is_kept_where_it_may",
              before(p -> with(p, p.roots(), p.constraints(), Map.of(), p.hashes()))),
          entry(
              "a_conflict_names_both_sides",
              after(
                  o ->
                      o.unsolvable().isEmpty()
                          ? o
                          : Outcome.unsolvable(Derivation.leaf("it does not work", "")))),
          entry(
              "an_unknown_name_is_refused_by_name",
              refusing("resolve.unknown-package", why -> recoded(why, "resolve.nothing"))),
          entry(
              "an_unknown_version_is_refused_with_those_that_are_there",
              refusing("resolve.unknown-version", why -> why.with(List.of()))),
          entry(
              "a_release_with_nothing_for_the_target_is_refused",
              refusing("resolve.no-matching-artifact", why -> recoded(why, "resolve.nothing"))),
          entry(
              "a_release_to_be_had_only_as_source_is_wanted_and_then_used",
              after(
                  o ->
                      o.wanting().isEmpty()
                          ? o
                          : Outcome.unsolvable(Derivation.leaf("no wheel", "")))),
          entry(
              "only_a_file_with_a_digest_that_was_given_is_taken",
              before(p -> with(p, p.roots(), p.constraints(), p.preferred(), Map.of()))),
          entry(
              "a_wheel_named_by_its_place_is_taken_from_there",
              asking((p, root) -> root.direct().isPresent() ? bare(root) : root)),
          entry("the_same_question_has_the_same_answer", SpoiltSolver::turning));

  /** Facts whose releases are in the order of their letters. */
  private static Facts spelled(Facts facts) {
    return new Facts() {
      @Override
      public Listing releases(PackageName name) {
        Listing listing = facts.releases(name);
        List<Release> releases = new ArrayList<>(listing.releases());
        releases.sort(Comparator.comparing(release -> release.pin().version()));
        return new Listing(name, releases, Map.of(), Map.of(), listing.source());
      }

      @Override
      public Answer<Manifest> manifest(Release release) {
        return facts.manifest(release);
      }

      @Override
      public Ecosystem ecosystem(String id) {
        return facts.ecosystem(id);
      }

      @Override
      public List<Dependency> overlay(Pin pin) {
        return List.of();
      }

      @Override
      public void soon(PackageName name, BitSet among) {}

      @Override
      public void walking(PackageName name, BitSet among) {}
    };
  }

  /** Whether a request got less than the newest release its own words admit. */
  private static boolean gaveWay(Problem problem, Facts facts, Resolution resolution) {
    return problem.roots().stream()
        .filter(root -> root.direct().isEmpty())
        .anyMatch(
            root -> {
              List<Release> releases = facts.releases(root.target()).releases();
              return root.range().isEmpty()
                  && problem.roots().stream()
                      .noneMatch(r -> r != root && r.target().equals(root.target()))
                  && !resolution
                      .node(root.target().name())
                      .orElseThrow()
                      .pin()
                      .equals(releases.get(releases.size() - 1).pin());
            });
  }

  private static UnaryOperator<Solver> asking(BiFunction<Problem, Dependency, Dependency> change) {
    return before(
        p ->
            with(
                p,
                p.roots().stream().map(root -> change.apply(p, root)).toList(),
                p.constraints(),
                p.preferred(),
                p.hashes()));
  }

  private static UnaryOperator<Solver> refusing(String code, UnaryOperator<Diagnostic> change) {
    return solver ->
        (problem, facts, desk) -> {
          try {
            return solver.solve(problem, facts, desk);
          } catch (Refusal refused) {
            Diagnostic why = refused.diagnostic();
            throw why.code().equals(code) ? new Refusal(change.apply(why)) : refused;
          }
        };
  }

  private static Diagnostic recoded(Diagnostic why, String code) {
    return new Diagnostic(code, why.kind(), why.message(), why.details(), why.hint());
  }

  private static Dependency bare(Dependency d) {
    Optional<URI> nowhere = Optional.empty();
    return new Dependency(
        d.target(), "", d.features(), "", d.tie(), d.role(), d.when(), nowhere, d.text());
  }

  private static Problem with(
      Problem p,
      List<Dependency> roots,
      List<Dependency> constraints,
      Map<PackageName, String> preferred,
      Map<PackageName, List<String>> hashes) {
    return new Problem(
        p.ecosystem(),
        roots,
        constraints,
        p.target(),
        preferred,
        p.prereleases(),
        p.excludeNewer(),
        hashes,
        p.built());
  }

  @Override
  protected Class<?> contract() {
    return SolverContract.class;
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
  static final class Specimen extends ExhaustiveSolverTest {
    private final Solver solver;

    Specimen(Flaw flaw) {
      solver = flaw.in(super.solver(), FLAWS);
    }

    @Override
    protected Solver solver() {
      return solver;
    }
  }
}
