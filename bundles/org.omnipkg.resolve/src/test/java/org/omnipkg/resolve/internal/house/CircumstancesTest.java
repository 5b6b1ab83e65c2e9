package org.omnipkg.resolve.internal.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.ToolDesk;

/** What a problem says beside its requests: overrides, a day, withdrawn and estimated releases. */
class CircumstancesTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path scratch;

  private final PaperWorld world = new PaperWorld();
  private Map<String, String> overrides = Map.of();
  private Optional<Instant> day = Optional.empty();
  private List<Dependency> constraints = List.of();

  private Outcome solve(String... words) {
    Problem plain = world.problem(List.of("8"), words);
    Problem problem =
        new Problem(
            plain.ecosystem(),
            plain.roots(),
            constraints,
            plain.target(),
            plain.preferred(),
            plain.prereleases(),
            day,
            plain.hashes(),
            plain.built(),
            plain.runtimes(),
            overrides);
    Desk desk =
        ToolDesk.of(scratch, List.of(), new Desk.Provisioned(scratch, Optional.empty(), ""));
    return new HouseSolver().solve(problem, world, desk);
  }

  private String versions(String... words) {
    Map<String, String> versions = new TreeMap<>();
    for (Node node : solve(words).solved().orElseThrow().nodes()) {
      versions.put(node.pin().name().name(), node.pin().version());
    }
    return versions.toString();
  }

  private String refusal(String... words) {
    return assertThrows(Refusal.class, () -> solve(words)).diagnostic().code();
  }

  private static Optional<Instant> by(String day) {
    return Optional.of(Instant.parse(day + "T23:59:59Z"));
  }

  @Test
  void an_override_replaces_what_everybody_demands_of_a_name() {
    world.with("foo", "1", "bar 1").with("bar", "1").with("bar", "2").with("bar", "3");
    overrides = Map.of("bar", "2");
    assertEquals("{bar=2, foo=1}", versions("foo"));
    assertEquals("{bar=2, foo=1}", versions("foo", "bar 3"));
  }

  @Test
  void an_override_reconciles_demands_that_cannot_both_be_met() {
    world.with("foo", "1", "bar 1").with("baz", "1", "bar 2").with("bar", "1").with("bar", "2");
    assertTrue(solve("foo", "baz").unsolvable().isPresent());
    overrides = Map.of("bar", "2");
    assertEquals("{bar=2, baz=1, foo=1}", versions("foo", "baz"));
  }

  @Test
  void an_override_below_one_name_leaves_the_demands_of_others() {
    world.with("foo", "1", "bar 1").with("baz", "1", "bar 1 2").with("bar", "1").with("bar", "2");
    overrides = Map.of("foo>bar", "2");
    assertEquals("{bar=2, baz=1, foo=1}", versions("foo", "baz"));
    overrides = Map.of("baz>bar", "2");
    assertTrue(solve("foo", "baz").unsolvable().isPresent());
  }

  @Test
  void an_override_that_names_a_prerelease_welcomes_it() {
    world.with("foo", "1", "bar").with("bar", "1").with("bar", "2p");
    assertEquals("{bar=1, foo=1}", versions("foo"));
    overrides = Map.of("bar", "1 2p");
    assertEquals("{bar=2p, foo=1}", versions("foo"));
  }

  @Test
  void what_is_overridden_says_nothing_of_prereleases() {
    world.with("bar", "1").with("bar", "2p").with("bar", "3p");
    assertEquals("{bar=3p}", versions("bar 1 2p 3p"));
    overrides = Map.of("bar", "");
    assertEquals("{bar=1}", versions("bar 1 2p 3p"));
  }

  @Test
  void an_override_that_no_release_fits_takes_out_who_needs_it() {
    world.with("foo", "1").with("foo", "2", "bar 1").with("bar", "1");
    overrides = Map.of("bar", "9");
    assertEquals("{foo=1}", versions("foo"));
    assertEquals("resolve.unknown-version", refusal("bar"));
  }

  @Test
  void releases_after_the_day_do_not_exist() {
    world
        .with("foo", "1", "bar")
        .with("foo", "2", "bar")
        .with("bar", "1")
        .with("bar", "2")
        .published("foo", "1", "2020-01-01")
        .published("foo", "2", "2021-01-01")
        .published("bar", "1", "2020-01-01")
        .published("bar", "2", "2022-01-01");
    assertEquals("{bar=2, foo=2}", versions("foo"));
    day = by("2021-06-01");
    assertEquals("{bar=1, foo=2}", versions("foo"));
    day = by("2020-06-01");
    assertEquals("{bar=1, foo=1}", versions("foo"));
    assertEquals("resolve.unknown-version", refusal("foo 2"));
    day = by("2019-06-01");
    assertEquals("resolve.unknown-version", refusal("foo"));
  }

  @Test
  void a_need_that_came_only_after_the_day_takes_its_release_out() {
    world
        .with("foo", "1")
        .with("foo", "2", "bar 2")
        .with("bar", "1")
        .with("bar", "2")
        .published("bar", "2", "2022-01-01");
    day = by("2021-01-01");
    assertEquals("{foo=1}", versions("foo"));
  }

  @Test
  void a_release_of_no_known_day_exists_on_every_day() {
    world.with("foo", "1");
    day = by("2000-01-01");
    assertEquals("{foo=1}", versions("foo"));
  }

  @Test
  void a_withdrawn_release_is_taken_only_where_it_is_named() {
    world.with("foo", "1").with("foo", "2").withdrawn("foo", "2");
    assertEquals("{foo=1}", versions("foo"));
    assertEquals("{foo=1}", versions("foo 1 2"));
    assertEquals("{foo=2}", versions("foo 2"));
  }

  @Test
  void a_withdrawn_release_the_user_names_does_for_what_others_need_of_it() {
    world.with("foo", "1").with("foo", "2").withdrawn("foo", "2").with("bar", "1", "foo 2 3");
    world.with("foo", "3", "bar 9");
    assertEquals("{bar=1, foo=2}", versions("bar", "foo 2"));
  }

  @Test
  void a_withdrawn_release_is_had_by_a_constraint_that_names_it() {
    world.with("foo", "1").with("foo", "2").withdrawn("foo", "2").with("bar", "1", "foo");
    constraints = List.of(world.parse("foo 2"));
    assertEquals("{bar=1, foo=2}", versions("bar"));
  }

  @Test
  void nothing_but_withdrawn_releases_is_no_solution() {
    world.with("foo", "1").withdrawn("foo", "1").with("bar", "1", "foo").with("baz", "1");
    assertTrue(solve("bar").unsolvable().isPresent());
    assertEquals("{baz=1}", versions("baz"));
  }

  @Test
  void what_counts_on_some_runtimes_only_and_is_not_there_leaves_the_others() {
    world.with("foo", "1");
    Problem problem = world.problem(List.of("9", "8"), "foo", "bar ? 9");
    Desk desk =
        ToolDesk.of(scratch, List.of(), new Desk.Provisioned(scratch, Optional.empty(), ""));
    assertTrue(new HouseSolver().solve(problem, world, desk).solved().isPresent());
    assertEquals("resolve.unknown-package", refusal("foo", "bar ? 8"));
  }

  @Test
  void a_solution_says_which_of_its_releases_rest_on_an_estimate() {
    world.with("foo", "1", "bar 1").guessed("foo", "1").with("bar", "1").with("bar", "2");
    Outcome outcome = solve("foo");
    assertEquals(Set.of(world.pin("foo", "1")), outcome.solved().orElseThrow().unconfirmed());
  }

  @Test
  void what_is_unsolvable_by_an_estimate_is_built_to_be_sure() {
    world.source("foo", "1", "bar 1").guessed("foo", "1").with("bar", "1").with("bar", "2");
    Outcome outcome = solve("foo", "bar 2");
    assertEquals(Optional.empty(), outcome.unsolvable());
    assertEquals(
        List.of(world.pin("foo", "1")), outcome.wanting().stream().map(Wanting::pin).toList());
  }

  @Test
  void what_is_unsolvable_by_what_is_stated_is_told_at_once() {
    world.source("foo", "1", "bar 1").with("bar", "1").with("bar", "2");
    assertTrue(solve("foo", "bar 2").unsolvable().isPresent());
  }

  @Test
  void an_edge_leads_to_what_only_evidence_says_is_needed() {
    world.with("foo", "1").with("bar", "1").undeclared("foo", "1", "bar");
    assertTrue(
        solve("foo").solved().orElseThrow().edges().stream()
            .anyMatch(edge -> edge.from().equals("paper:foo") && edge.to().equals("paper:bar")));
  }
}
