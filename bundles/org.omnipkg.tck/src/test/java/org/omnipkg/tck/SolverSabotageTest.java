package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.spi.Solver;

/** Each flaw of a solver is caught by the law that is there for it. */
class SolverSabotageTest {
  private static final Solver SOUND = new ExhaustiveSolver();

  @TempDir Path temporary;

  static Stream<Arguments> flaws() {
    AtomicInteger turn = new AtomicInteger();
    return Stream.of(
        flaw(
            "a_chain_is_solved_with_an_edge_for_every_need",
            after(o -> mapped(o, r -> new Resolution(r.nodes(), List.of(), Set.of())))),
        flaw(
            "a_pin_is_honoured_though_a_newer_release_is_there",
            before(p -> with(p, p.constraints(), p.preferred(), unpinned(p)))),
        flaw(
            "a_constraint_restricts_and_brings_nothing",
            before(p -> with(p, List.of(), p.preferred(), p.roots()))),
        flaw(
            "a_preferred_version_is_kept_where_it_may",
            before(p -> with(p, p.constraints(), Map.of(), p.roots()))),
        flaw(
            "an_extra_brings_its_needs_only_when_asked_for",
            after(o -> mapped(o, SolverSabotageTest::plain))),
        flaw(
            "a_conflict_names_both_sides",
            after(
                o ->
                    o.unsolvable().isEmpty()
                        ? o
                        : Outcome.unsolvable(Derivation.leaf("it does not work", "")))),
        flaw(
            "a_release_to_be_had_only_as_source_is_wanted_and_then_used",
            after(
                o ->
                    o.wanting().isEmpty()
                        ? o
                        : Outcome.unsolvable(Derivation.leaf("no wheel", "")))),
        flaw(
            "the_same_question_has_the_same_answer",
            after(
                o ->
                    mapped(
                        o,
                        r -> {
                          List<Node> nodes = new ArrayList<>(r.nodes());
                          java.util.Collections.rotate(nodes, turn.incrementAndGet());
                          return new Resolution(nodes, r.edges(), r.unconfirmed());
                        }))));
  }

  @Test
  void a_sound_solver_breaks_no_law() throws Exception {
    assertTrue(broken(SOUND).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flaws")
  void a_flaw_is_caught_by_its_law(String law, Solver flawed) throws Exception {
    Set<String> broken = broken(flawed);
    assertTrue(broken.contains(law), broken.toString());
  }

  private Set<String> broken(Solver solver) throws Exception {
    Set<String> broken = new TreeSet<>();
    for (Method law : SolverContract.class.getDeclaredMethods()) {
      if (law.isAnnotationPresent(Test.class)) {
        ExhaustiveSolverTest contract =
            new ExhaustiveSolverTest() {
              @Override
              protected Solver solver() {
                return solver;
              }
            };
        contract.temporary = Files.createTempDirectory(temporary, "law");
        contract.makeWorld();
        try {
          law.invoke(contract);
        } catch (InvocationTargetException e) {
          broken.add(law.getName());
        }
      }
    }
    return broken;
  }

  private interface Change<T> {
    T of(T value);
  }

  private static Arguments flaw(String law, Solver flawed) {
    return arguments(law, flawed);
  }

  private static Solver before(Change<Problem> change) {
    return (problem, facts, desk) -> SOUND.solve(change.of(problem), facts, desk);
  }

  private static Solver after(Change<Outcome> change) {
    return (problem, facts, desk) -> change.of(SOUND.solve(problem, facts, desk));
  }

  private static Outcome mapped(Outcome outcome, Change<Resolution> change) {
    Optional<Resolution> solved = outcome.solved().map(change::of);
    return solved.isPresent() ? Outcome.solved(solved.get()) : outcome;
  }

  private static Resolution plain(Resolution resolution) {
    return new Resolution(
        resolution.nodes().stream()
            .map(n -> new Node(n.id(), n.pin(), n.artifact(), Set.of(), n.source()))
            .toList(),
        resolution.edges(),
        resolution.unconfirmed());
  }

  private static List<org.omnipkg.model.Dependency> unpinned(Problem problem) {
    SmallPython python = new SmallPython(new SmallWorld(Path.of("nowhere")));
    return problem.roots().stream()
        .map(root -> root.range().equals("==1.0") ? python.parse(root.target().name()) : root)
        .toList();
  }

  private static Problem with(
      Problem p,
      List<org.omnipkg.model.Dependency> constraints,
      Map<org.omnipkg.model.PackageName, String> preferred,
      List<org.omnipkg.model.Dependency> roots) {
    return new Problem(
        p.ecosystem(),
        roots,
        constraints,
        p.target(),
        preferred,
        p.prereleases(),
        p.excludeNewer(),
        p.hashes(),
        p.built());
  }
}
