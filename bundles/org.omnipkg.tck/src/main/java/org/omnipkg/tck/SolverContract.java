package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Solver;

/** The laws of a {@link Solver} for Python: extend it and hand over the specimen. */
@Contract("Solver: a closure for Python")
public abstract class SolverContract {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  protected Path temporary;

  @SuppressWarnings("NullAway.Init")
  private SmallWorld world;

  @SuppressWarnings("NullAway.Init")
  private Target target;

  /** The specimen. */
  protected abstract Solver solver();

  /** A target with a Python runtime the specimen can solve for. */
  protected abstract Target target();

  /**
   * A desk whose only source of packages is the world's folder.
   *
   * @param scratch an empty folder
   */
  protected abstract Desk desk(SmallWorld among, Path scratch);

  @BeforeEach
  final void makeWorld() {
    world = new SmallWorld(temporary.resolve("packages"));
    target = target();
  }

  private Outcome solve(Problem problem) {
    return solver().solve(problem, world, desk(world, temporary.resolve("scratch")));
  }

  private Outcome solve(String... requirements) {
    return solve(world.problem(target, requirements));
  }

  private Resolution solved(String... requirements) {
    return solve(requirements).solved().orElseThrow();
  }

  private static Map<String, String> versions(Resolution resolution) {
    Map<String, String> versions = new TreeMap<>();
    for (Node node : resolution.nodes()) {
      versions.put(node.pin().name().name(), node.pin().version());
    }
    return versions;
  }

  private static Set<String> edges(Resolution resolution) {
    Set<String> edges = new TreeSet<>();
    for (Edge edge : resolution.edges()) {
      edges.add(edge.from() + " -> " + edge.to() + " (" + edge.text() + ")");
    }
    return edges;
  }

  private static String leaves(Derivation why) {
    StringBuilder all = new StringBuilder();
    if (why.because().isEmpty()) {
      all.append(why.statement()).append(' ').append(why.demand()).append('\n');
    }
    why.because().forEach(below -> all.append(leaves(below)));
    return all.toString();
  }

  @Test
  void a_chain_is_solved_with_an_edge_for_every_need() {
    world.wheel("door", "1.0", "hinge>=1").wheel("hinge", "1.5", "screw").wheel("screw", "2.0");
    Resolution resolution = solved("door");
    assertEquals(Map.of("door", "1.0", "hinge", "1.5", "screw", "2.0"), versions(resolution));
    assertEquals(
        Set.of(" -> door (door)", "door -> hinge (hinge>=1)", "hinge -> screw (screw)"),
        edges(resolution));
    assertEquals(
        "hinge-1.5-py3-none-any.whl",
        resolution.node("hinge").orElseThrow().artifact().orElseThrow().filename());
    assertEquals("small", resolution.node("hinge").orElseThrow().source());
  }

  @Test
  void the_newest_release_is_taken_where_nothing_else_is_said() {
    world.wheel("screw", "1.0").wheel("screw", "10.0").wheel("screw", "9.0");
    assertEquals(Map.of("screw", "10.0"), versions(solved("screw")));
  }

  @Test
  void a_pin_is_honoured_though_a_newer_release_is_there() {
    world.wheel("screw", "1.0").wheel("screw", "2.0").wheel("door", "1.0", "screw");
    assertEquals(Map.of("door", "1.0", "screw", "1.0"), versions(solved("door", "screw==1.0")));
  }

  @Test
  void an_older_release_is_taken_when_the_newest_does_not_agree_with_another_request() {
    world
        .wheel("door", "1.0", "screw<2")
        .wheel("door", "2.0", "screw>=2")
        .wheel("screw", "1.0")
        .wheel("screw", "2.0");
    assertEquals(Map.of("door", "1.0", "screw", "1.0"), versions(solved("door", "screw<2")));
  }

  @Test
  void an_extra_brings_its_needs_only_when_asked_for() {
    world.wheel("door", "1.0", "lamp; extra == \"light\"").wheel("lamp", "1.0");
    assertEquals(Map.of("door", "1.0"), versions(solved("door")));
    Resolution lit = solved("door[light]");
    assertEquals(Map.of("door", "1.0", "lamp", "1.0"), versions(lit));
    assertEquals(Set.of("light"), lit.node("door").orElseThrow().features());
  }

  @Test
  void a_constraint_restricts_and_brings_nothing() {
    world.wheel("screw", "1.0").wheel("screw", "2.0").wheel("lamp", "1.0");
    Problem plain = world.problem(target, "screw");
    List<Dependency> constraints = world.problem(target, "screw<2", "lamp==1.0").roots();
    Problem constrained =
        new Problem(
            plain.ecosystem(),
            plain.roots(),
            constraints,
            plain.target(),
            plain.preferred(),
            plain.prereleases(),
            plain.excludeNewer(),
            plain.hashes(),
            plain.built());
    assertEquals(Map.of("screw", "1.0"), versions(solve(constrained).solved().orElseThrow()));
  }

  @Test
  void a_preferred_version_is_kept_where_it_may() {
    world.wheel("screw", "1.0").wheel("screw", "2.0").wheel("screw", "3.0");
    UnaryOperator<Problem> keeping =
        plain ->
            new Problem(
                plain.ecosystem(),
                plain.roots(),
                plain.constraints(),
                plain.target(),
                Map.of(new PackageName("python", "screw"), "2.0"),
                plain.prereleases(),
                plain.excludeNewer(),
                plain.hashes(),
                plain.built());
    assertEquals(
        Map.of("screw", "2.0"),
        versions(solve(keeping.apply(world.problem(target, "screw"))).solved().orElseThrow()));
    assertEquals(
        Map.of("screw", "3.0"),
        versions(solve(keeping.apply(world.problem(target, "screw>2"))).solved().orElseThrow()));
  }

  @Test
  void a_conflict_names_both_sides() {
    world
        .wheel("door", "1.0", "screw>=2")
        .wheel("lamp", "1.0", "screw<2")
        .wheel("screw", "1.0")
        .wheel("screw", "2.0");
    Outcome outcome = solve("door==1.0", "lamp==1.0");
    String why = leaves(outcome.unsolvable().orElseThrow());
    assertTrue(why.contains("screw>=2"), why);
    assertTrue(why.contains("screw<2"), why);
    assertTrue(why.contains("door"), why);
    assertTrue(why.contains("lamp"), why);
  }

  @Test
  void an_unknown_name_is_refused_by_name() {
    world.wheel("screw", "1.0");
    Refusal refusal = assertThrows(Refusal.class, () -> solve("screw", "nosuchthing"));
    assertEquals("resolve.unknown-package", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`nosuchthing`"));
  }

  @Test
  void an_unknown_version_is_refused_with_those_that_are_there() {
    world.wheel("screw", "1.0").wheel("screw", "2.0");
    Refusal refusal = assertThrows(Refusal.class, () -> solve("screw==9.9"));
    assertEquals("resolve.unknown-version", refusal.diagnostic().code());
    assertEquals(List.of("newest versions: 2.0, 1.0"), refusal.diagnostic().details());
  }

  @Test
  void a_release_with_nothing_for_the_target_is_refused() {
    world.foreignWheel("screw", "2.0").wheel("screw", "1.0");
    Refusal refusal = assertThrows(Refusal.class, () -> solve("screw==2.0"));
    assertEquals("resolve.no-matching-artifact", refusal.diagnostic().code());
  }

  @Test
  void a_release_to_be_had_only_as_source_is_wanted_and_then_used() {
    world.wheel("door", "1.0", "putty>=2").source("putty", "1.0").source("putty", "2.0", "oil");
    world.source("putty", "2.5", "oil").wheel("oil", "1.0");
    Outcome first = solve("door", "putty<2.5");
    assertTrue(first.unsolvable().isEmpty());
    assertEquals(
        List.of(world.pin("putty", "2.0")), first.wanting().stream().map(Wanting::pin).toList());
    assertEquals("putty-2.0.tar.gz", first.wanting().get(0).artifact().filename());
    Artifact built = world.built(world.pin("putty", "2.0"), temporary.resolve("built"));
    Problem plain = world.problem(target, "door", "putty<2.5");
    Problem again = withBuilt(plain, Map.of(world.pin("putty", "2.0"), built));
    Resolution resolution = solve(again).solved().orElseThrow();
    assertEquals(Map.of("door", "1.0", "oil", "1.0", "putty", "2.0"), versions(resolution));
    assertEquals(built, resolution.node("putty").orElseThrow().artifact().orElseThrow());
  }

  @Test
  void only_a_file_with_a_digest_that_was_given_is_taken() {
    world.wheel("screw", "1.0");
    Artifact file =
        world.releases(world.pin("screw", "1.0").name()).releases().get(0).artifacts().get(0);
    Problem right = withHashes("sha256:" + file.hashes().get("sha256"));
    assertEquals(Map.of("screw", "1.0"), versions(solve(right).solved().orElseThrow()));
    Problem wrong = withHashes("sha256:" + "0".repeat(64));
    Refusal refusal = assertThrows(Refusal.class, () -> solve(wrong));
    assertEquals("resolve.no-matching-hash", refusal.diagnostic().code());
  }

  private Problem withHashes(String hash) {
    Problem plain = world.problem(target, "screw");
    return new Problem(
        plain.ecosystem(),
        plain.roots(),
        plain.constraints(),
        plain.target(),
        plain.preferred(),
        plain.prereleases(),
        plain.excludeNewer(),
        Map.of(new PackageName("python", "screw"), List.of(hash)),
        plain.built());
  }

  @Test
  void a_wheel_named_by_its_place_is_taken_from_there() {
    world.wheel("door", "1.0", "screw").wheel("screw", "1.0").wheel("screw", "2.0");
    Resolution resolution = solved("door", "screw @ " + world.place("screw", "1.0"));
    assertEquals(Map.of("door", "1.0", "screw", "1.0"), versions(resolution));
    assertEquals(
        world.place("screw", "1.0"),
        resolution.node("screw").orElseThrow().artifact().orElseThrow().location());
  }

  @Test
  void the_same_question_has_the_same_answer() {
    world.wheel("door", "1.0", "screw", "hinge").wheel("hinge", "1.0").wheel("screw", "1.0");
    assertEquals(solve("door"), solve("door"));
  }

  private static Problem withBuilt(Problem plain, Map<Pin, Artifact> built) {
    return new Problem(
        plain.ecosystem(),
        plain.roots(),
        plain.constraints(),
        plain.target(),
        plain.preferred(),
        plain.prereleases(),
        plain.excludeNewer(),
        plain.hashes(),
        built);
  }
}
