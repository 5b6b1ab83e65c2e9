package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

class SolvingTest {
  @TempDir private Path home;
  private SmallHouse house;
  private HouseDesk desk;
  private final List<Problem> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    desk = house.desk();
    house.languages.solvers.put("small", this::onlyFromSource);
  }

  @AfterEach
  void everything_was_given_back() {
    desk.close();
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
    assertEquals(List.of(), house.environments.names());
  }

  /** Everything is only there as source until it was built. */
  private Outcome onlyFromSource(Problem problem, Facts facts, Desk with) {
    asked.add(problem);
    List<Pin> pins = problem.roots().stream().map(root -> new Pin(root.target(), "1")).toList();
    List<Wanting> open =
        pins.stream().filter(pin -> !problem.built().containsKey(pin)).map(this::wanting).toList();
    return open.isEmpty()
        ? Outcome.solved(
            SmallHouse.only(pins.stream().map(pin -> made(pin, problem)).toArray(Node[]::new)))
        : Outcome.wanting(open);
  }

  private static Node made(Pin pin, Problem problem) {
    Optional<Artifact> built = Optional.ofNullable(problem.built().get(pin));
    return new Node(pin.name().name(), pin, built, java.util.Set.of(), "index");
  }

  private Wanting wanting(Pin pin) {
    Artifact source =
        house.fetcher.offer(pin.name().name() + "-1.tar.gz", "sdist", "source of " + pin);
    return new Wanting(Wanting.BUILD, pin, source, "");
  }

  private Resolution solve(String... roots) {
    List<Dependency> wanted = List.of(roots).stream().map(house::parse).toList();
    Problem problem =
        new Problem(
            "python",
            wanted,
            List.of(),
            house.target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    try (var lease = house.languages.ecosystem("python")) {
      return house.solving.solve(problem, Map.of(), "small", lease.service(), desk);
    }
  }

  /** Makes `NAME-1.whl` of what was unpacked; each package needs the one named for it. */
  private class Copying implements Builder {
    final Map<String, String> needs;
    final List<String> built = Collections.synchronizedList(new ArrayList<>());

    Copying(Map<String, String> needs) {
      this.needs = needs;
    }

    @Override
    public List<Dependency> requires(Path source, Desk with) {
      try {
        String text = Files.readString(source.resolve("content"));
        return needs.entrySet().stream()
            .filter(need -> text.endsWith(":" + need.getKey() + "@1"))
            .map(need -> house.parse(need.getValue()))
            .toList();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public List<Dependency> requires(Path source, Path interpreter, Desk with) {
      return List.of();
    }

    @Override
    public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk with) {
      built.add(pin.name().name());
      Path wheel = into.resolve(pin.name().name() + "-1.whl");
      try {
        Files.writeString(wheel, "wheel of " + Files.readString(source.resolve("content")));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      house.fetcher.bytes.put(wheel.toUri(), "");
      return new Artifact(
          wheel.getFileName().toString(),
          "wheel",
          wheel.toUri(),
          Map.of(),
          java.util.OptionalLong.empty(),
          Map.of());
    }
  }

  private Copying builder(Map<String, String> needs) {
    Copying builder = new Copying(needs);
    house.languages.skills.put(Builder.class, builder);
    return builder;
  }

  @Test
  void what_is_asked_again_with_what_was_built_is_the_same_problem() {
    builder(Map.of());
    Problem problem =
        new Problem(
            "python",
            List.of(house.parse("old")),
            List.of(house.parse("rich<9")),
            house.target(),
            Map.of(SmallHouse.name("rich"), "1"),
            true,
            Optional.of(java.time.Instant.EPOCH),
            Map.of(SmallHouse.name("rich"), List.of("sha256:00")),
            Map.of(),
            List.of(house.runtimes.runtime),
            Map.of("rich", "==2"));
    try (var lease = house.languages.ecosystem("python")) {
      house.solving.solve(problem, Map.of(), "small", lease.service(), desk);
    }
    assertEquals(2, asked.size());
    assertEquals(1, asked.get(1).built().size());
    assertEquals(asked.get(0), withoutBuilt(asked.get(1)));
  }

  private static Problem withoutBuilt(Problem problem) {
    return new Problem(
        problem.ecosystem(),
        problem.roots(),
        problem.constraints(),
        problem.target(),
        problem.preferred(),
        problem.prereleases(),
        problem.excludeNewer(),
        problem.hashes(),
        Map.of(),
        problem.runtimes(),
        problem.overrides());
  }

  @Test
  void what_is_wanted_is_built_and_the_problem_is_solved_again_with_it() throws Exception {
    Copying builder = builder(Map.of());
    Artifact made = solve("old").nodes().get(0).artifact().orElseThrow();
    assertEquals(List.of("old"), builder.built);
    assertEquals(2, asked.size());
    assertEquals("wheel of source of python:old@1", Files.readString(Path.of(made.location())));
    assertEquals(
        CannedFetcher.sha256("wheel of source of python:old@1"), made.hashes().get("sha256"));
  }

  @Test
  void what_is_wanted_in_one_round_is_built_at_once() {
    CyclicBarrier together = new CyclicBarrier(2);
    Copying builder =
        new Copying(Map.of()) {
          @Override
          public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk with) {
            try {
              together.await(1, TimeUnit.MINUTES);
            } catch (Exception alone) {
              throw new IllegalStateException(alone);
            }
            return super.build(pin, source, interpreter, into, with);
          }
        };
    house.languages.skills.put(Builder.class, builder);
    assertEquals(
        List.of("old", "older"),
        solve("old", "older").nodes().stream().map(Node::id).sorted().toList());
    assertEquals(2, asked.size());
  }

  @Test
  void nothing_is_built_twice() {
    Copying builder = builder(Map.of());
    solve("old");
    int downloads = house.fetcher.downloads.size();
    solve("old");
    assertEquals(List.of("old"), builder.built);
    assertEquals(downloads, house.fetcher.downloads.size());
  }

  @Test
  void a_build_gets_an_environment_of_its_own_that_goes_afterwards() {
    builder(Map.of());
    solve("old");
    assertEquals(1, house.environments.removed.size());
    assertTrue(house.environments.removed.get(0).startsWith(".build-"));
  }

  @Test
  void a_language_without_a_builder_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> solve("old"));
    assertEquals("build.no-builder", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`python:old@1`"));
    assertEquals(List.of(), house.fetcher.downloads);
  }

  @Test
  void a_build_that_needs_itself_built_is_refused_and_leaves_no_environment() {
    Copying builder = builder(Map.of("old", "old"));
    Refusal refusal = assertThrows(Refusal.class, () -> solve("old"));
    assertEquals("build.too-deep", refusal.diagnostic().code());
    assertEquals(List.of(), builder.built);
  }

  @Test
  void a_solver_that_never_takes_what_was_built_is_refused() {
    Copying builder = builder(Map.of());
    Pin pin = new Pin(SmallHouse.name("old"), "1");
    house.languages.solvers.put("small", (p, f, d) -> Outcome.wanting(List.of(wanting(pin))));
    Refusal refusal = assertThrows(Refusal.class, () -> solve("old"));
    assertEquals("resolve.no-answer", refusal.diagnostic().code());
    assertEquals(List.of("old"), builder.built);
  }

  @Test
  void a_solver_without_an_answer_is_refused() {
    house.languages.solvers.put("small", (p, f, d) -> Outcome.wanting(List.of()));
    Refusal refusal = assertThrows(Refusal.class, () -> solve("old"));
    assertEquals("resolve.no-answer", refusal.diagnostic().code());
  }
}
