package org.omnipkg.resolve.internal.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.ToolDesk;

/** The examples of the PubGrub documentation, and what is special about this solver. */
class SmallWorldsTest {
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  private Path scratch;

  private final PaperWorld world = new PaperWorld();

  private Outcome solve(Problem problem) {
    Desk desk =
        ToolDesk.of(scratch, List.of(), new Desk.Provisioned(scratch, Optional.empty(), ""));
    return new HouseSolver().solve(problem, world, desk);
  }

  private Outcome solve(String... words) {
    return solve(world.problem(List.of("8"), words));
  }

  private static String versions(Outcome outcome) {
    Map<String, String> versions = new TreeMap<>();
    for (Node node : outcome.solved().orElseThrow().nodes()) {
      versions.put(node.pin().name().name(), node.pin().version());
    }
    return versions.toString();
  }

  private static List<String> leaves(Derivation why) {
    if (why.because().isEmpty()) {
      return List.of((why.statement() + " " + why.demand()).strip());
    }
    List<String> all = new ArrayList<>();
    why.because().forEach(below -> all.addAll(leaves(below)));
    return all.stream().distinct().sorted().toList();
  }

  @Test
  void without_conflicts_the_newest_are_taken() {
    world.with("foo", "1", "bar 1").with("bar", "1").with("bar", "2").with("baz", "1");
    assertEquals("{bar=1, foo=1}", versions(solve("foo")));
  }

  @Test
  void a_conflict_seen_while_deciding_is_avoided() {
    world
        .with("foo", "1", "bar 1 2")
        .with("foo", "2", "bar 3")
        .with("bar", "1")
        .with("bar", "2")
        .with("bar", "3");
    assertEquals("{bar=2, foo=1}", versions(solve("foo", "bar 1 2")));
  }

  @Test
  void a_conflict_is_resolved_by_an_older_release() {
    world.with("foo", "1").with("foo", "2", "bar 1").with("bar", "1", "foo 1");
    assertEquals("{foo=1}", versions(solve("foo 1 2")));
  }

  @Test
  void a_conflict_is_resolved_where_two_steps_together_led_to_it() {
    world
        .with("foo", "1")
        .with("foo", "2", "left 1", "right 1")
        .with("left", "1", "shared 1 2")
        .with("right", "1", "shared 1")
        .with("shared", "1", "target 1")
        .with("shared", "2")
        .with("target", "1")
        .with("target", "2");
    assertEquals("{foo=1, target=2}", versions(solve("foo", "target 2")));
  }

  @Test
  void a_chain_of_needs_is_told_to_its_end() {
    world.with("foo", "1", "bar 2").with("bar", "2", "baz 3").with("baz", "1").with("baz", "3");
    assertEquals(
        List.of(
            "bar 2 needs baz 3", "foo 1 needs bar 2", "you asked for baz 1", "you asked for foo"),
        leaves(solve("foo", "baz 1").unsolvable().orElseThrow()));
  }

  @Test
  void branches_of_needs_are_told_each() {
    world
        .with("foo", "1", "a 1", "b 1")
        .with("foo", "2", "x 1", "y 1")
        .with("a", "1", "b 2")
        .with("b", "1")
        .with("b", "2")
        .with("x", "1", "y 2")
        .with("y", "1")
        .with("y", "2");
    List<String> leaves = leaves(solve("foo").unsolvable().orElseThrow());
    assertTrue(leaves.contains("a (every version) needs b 2") || leaves.contains("a 1 needs b 2"));
    assertTrue(leaves.contains("foo 1 needs b 1"), leaves.toString());
    assertTrue(leaves.contains("foo 2 needs y 1"), leaves.toString());
  }

  @Test
  void releases_that_need_the_same_are_told_together() {
    world
        .with("foo", "1", "bar 1")
        .with("foo", "2", "bar 1")
        .with("foo", "3", "bar 1")
        .with("bar", "1")
        .with("bar", "2");
    assertEquals(
        List.of("foo (every version) needs bar 1", "you asked for bar 2", "you asked for foo"),
        leaves(solve("foo", "bar 2").unsolvable().orElseThrow()));
  }

  @Test
  void a_need_that_no_source_knows_takes_its_release_out() {
    world.with("foo", "1").with("foo", "2", "nobody");
    assertEquals("{foo=1}", versions(solve("foo")));
  }

  @Test
  void a_need_that_counts_on_another_runtime_only_is_left_alone() {
    world.with("foo", "1", "bar 1 ? 7").with("bar", "1");
    assertEquals("{foo=1}", versions(solve("foo")));
  }

  @Test
  void the_runtime_is_chosen_with_the_packages_and_told() {
    world.only("7", "old", "1").with("foo", "1", "bar 9 ? 8 9").with("bar", "1");
    Outcome outcome = solve(world.problem(List.of("9", "8", "7"), "foo", "old"));
    assertEquals("{foo=1, old=1, paper=7}", versions(outcome));
    assertTrue(outcome.solved().orElseThrow().node("runtime:paper").isPresent());
  }

  @Test
  void of_several_runtimes_that_do_the_first_offered_is_taken() {
    world.with("foo", "1");
    assertEquals("{foo=1, paper=8}", versions(solve(world.problem(List.of("8", "9", "7"), "foo"))));
  }

  @Test
  void a_need_known_from_evidence_counts_like_a_declared_one() {
    world.with("gyp", "1").with("gyp", "2").undeclared("gyp", "2", "runtime:paper 7");
    assertEquals("{gyp=1}", versions(solve("gyp")));
    assertEquals("{gyp=2, paper=7}", versions(solve(world.problem(List.of("8", "7"), "gyp 2"))));
  }

  @Test
  void a_pre_release_is_taken_when_nothing_else_is_left() {
    world
        .with("foo", "1", "bar 1")
        .with("foo", "2p", "bar 2")
        .with("foo", "3p", "bar 2")
        .with("bar", "1")
        .with("bar", "2");
    assertEquals("{bar=1, foo=1}", versions(solve("foo")));
    assertEquals("{bar=2, foo=3p}", versions(solve("foo", "bar 2")));
  }

  @Test
  void an_extra_wanted_late_brings_its_needs_too() {
    world
        .with("base", "1", "x: more 1")
        .with("more", "1")
        .with("late", "1", "later 1")
        .with("later", "1", "base[x]");
    Outcome outcome = solve("base", "late");
    assertEquals("{base=1, late=1, later=1, more=1}", versions(outcome));
    assertEquals(
        List.of("x"),
        List.copyOf(outcome.solved().orElseThrow().node("paper:base").orElseThrow().features()));
  }

  @Test
  void an_extra_may_ask_for_another_of_its_own_package() {
    world.with("foo", "1", "all: foo[x]", "x: bar 1").with("foo", "2", "all: foo[x]", "x: bar 1");
    world.with("bar", "1").with("bar", "2");
    assertEquals("{bar=1, foo=2}", versions(solve("foo[all]")));
  }

  @Test
  void cycles_are_no_trouble() {
    world.with("foo", "1", "bar 1").with("bar", "1", "foo 1");
    assertEquals("{bar=1, foo=1}", versions(solve("foo")));
  }

  @Test
  void a_build_is_wanted_for_the_runtime_that_was_taken() {
    world.only("7", "old", "1").source("foo", "1");
    Outcome outcome = solve(world.problem(List.of("9", "8", "7"), "foo", "old"));
    assertEquals(
        List.of("runtime:paper@7"),
        outcome.wanting().stream().map(w -> w.runtime().orElseThrow().toString()).toList());
    assertTrue(solve("foo").wanting().get(0).runtime().isEmpty());
  }

  @Test
  void a_release_that_asks_for_another_runtime_is_told_so() {
    world.only("7", "old", "1").asking("old", "1", "7");
    Outcome outcome = solve(world.problem(List.of("9", "8", "7"), "old", "runtime:paper 8 9"));
    assertEquals(
        List.of("old 1 needs paper 7", "you asked for old", "you asked for runtime:paper 8 9"),
        leaves(outcome.unsolvable().orElseThrow()).stream().sorted().toList());
  }

  @Test
  void a_release_that_must_be_built_is_chosen_only_for_want_of_a_ready_one() {
    world.source("foo", "2").with("foo", "1");
    assertEquals("{foo=1}", versions(solve("foo")));
    assertEquals(
        List.of("2"),
        solve("foo 2").wanting().stream().map(Wanting::pin).map(p -> p.version()).toList());
  }

  @Test
  void what_the_newest_needs_is_built_rather_than_a_poor_release_taken() {
    world.with("foo", "3", "bar").with("foo", "2p").source("foo", "1").source("bar", "1");
    assertEquals(List.of("paper:bar@1"), wanted("foo"));
    world.with("all", "3", "extra: bar").source("all", "1");
    assertEquals(List.of("paper:bar@1"), wanted("all[extra]", "foo 1 3"));
  }

  @Test
  void an_older_one_that_is_ready_is_as_good_as_the_newest_with_something_to_build() {
    world.with("foo", "2", "bar").with("foo", "1").source("bar", "1");
    assertEquals("{foo=1}", versions(solve("foo")));
  }

  private List<String> wanted(String... roots) {
    return solve(roots).wanting().stream().map(w -> w.pin().toString()).toList();
  }
}
