package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.omnipkg.ecosystem.node.internal.tree.SmallRegistry.needs;
import static org.omnipkg.ecosystem.node.internal.tree.SmallRegistry.section;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Tie;

class TreeSolverTest {
  @TempDir Path scratch;
  private SmallRegistry world;

  @BeforeEach
  void emptyRegistry() {
    world = new SmallRegistry(scratch);
  }

  private Diagnostic refused(String... words) {
    return assertThrows(Refusal.class, () -> world.solve(words)).diagnostic();
  }

  @Test
  void what_is_needed_lies_at_the_top_where_it_can() {
    world.release("a", "1.0.0", needs("b", "^1")).release("b", "1.0.0").release("b", "1.1.0");
    assertEquals(Map.of("a", "1.0.0", "b", "1.1.0"), world.tree("a"));
  }

  @Test
  void a_second_version_is_nested_below_the_one_who_needs_it() {
    world.release("a", "1.0.0", needs("b", "^1")).release("b", "1.0.0").release("b", "2.0.0");
    assertEquals(Map.of("a", "1.0.0", "a > b", "1.0.0", "b", "2.0.0"), world.tree("a", "b"));
  }

  @Test
  void edges_say_who_needs_what_and_by_which_words() {
    world.release("a", "1.0.0", needs("b", "^1")).release("b", "1.0.0");
    Resolution resolution = world.solve("a@1").solved().orElseThrow();
    Set<String> edges =
        resolution.edges().stream()
            .map(edge -> edge.from() + " -> " + edge.to() + " " + edge.text())
            .collect(Collectors.toSet());
    assertEquals(Set.of(" -> node_modules/a a@1", "node_modules/a -> node_modules/b b@^1"), edges);
    assertEquals("small", resolution.nodes().get(0).source());
  }

  @Test
  void what_is_optional_and_cannot_be_had_is_left_out() {
    world
        .release("a", "1.0.0", section("optionalDependencies", "gone", "1", "old", "9"))
        .release("old", "1.0.0");
    assertEquals(Map.of("a", "1.0.0"), world.tree("a"));
  }

  @Test
  void what_is_optional_and_for_another_platform_is_left_out_with_all_only_it_needs() {
    world
        .release("a", "1.0.0", section("optionalDependencies", "mac", "1", "penguin", "1"))
        .release("mac", "1.0.0", "'os': ['darwin']", needs("fruit", "1"))
        .release("penguin", "1.0.0", "'os': ['linux']")
        .release("fruit", "1.0.0");
    assertEquals(Map.of("a", "1.0.0", "penguin", "1.0.0"), world.tree("a"));
  }

  @Test
  void a_chain_that_is_optional_at_its_begin_falls_as_a_whole() {
    world
        .release("a", "1.0.0", section("optionalDependencies", "b", "1"))
        .release("b", "1.0.0", needs("gone", "1"));
    assertEquals(Map.of("a", "1.0.0"), world.tree("a"));
  }

  @Test
  void what_must_be_there_and_is_for_another_platform_is_refused() {
    world.release("a", "1.0.0", needs("mac", "1")).release("mac", "1.0.0", "'os': ['darwin']");
    Diagnostic diagnostic = refused("a");
    assertEquals("resolve.no-matching-artifact", diagnostic.code());
    assertTrue(diagnostic.details().toString().contains("needed by a@1.0.0"));
  }

  @Test
  void an_older_release_for_every_platform_does_not_stand_in_for_one_that_is_for_another() {
    world
        .release("mac", "0.1.0")
        .release("mac", "2.0.0", "'os': ['darwin']", "'cpu': ['arm64']")
        .release("a", "1.0.0", needs("mac", "*"))
        .release("b", "1.0.0", section("optionalDependencies", "mac", "*"));
    Diagnostic asked = refused("mac");
    assertEquals("resolve.no-matching-artifact", asked.code());
    assertEquals("`mac@2.0.0` is not made for this platform", asked.message());
    assertEquals(
        List.of("it is for:    os=darwin cpu=arm64", "this machine: os=linux cpu=x64 libc=glibc"),
        asked.details());
    assertEquals("`mac@2.0.0` is not made for this platform", refused("a").message());
    Resolution optional = world.solve("b").solved().orElseThrow();
    assertEquals(List.of("b"), names(optional.nodes()));
    assertEquals(List.of("mac"), names(optional.elsewhere().orElseThrow().nodes()));
    assertEquals(Map.of("mac", "0.1.0"), world.tree("mac@0.1"));
  }

  @Test
  void what_is_asked_for_if_it_can_be_had_is_left_out_else_and_told_to_other_platforms() {
    world
        .release("mac", "1.0.0", "'os': ['darwin']", needs("fruit", "1"))
        .release("fruit", "1.0.0")
        .release("a", "1.0.0");
    Resolution resolution =
        world.solve("a", "mac@1; optional", "gone@1; optional").solved().orElseThrow();
    assertEquals(List.of("a"), names(resolution.nodes()));
    assertEquals(List.of("fruit", "mac"), names(resolution.elsewhere().orElseThrow().nodes()));
    assertTrue(
        resolution.elsewhere().orElseThrow().edges().stream()
            .anyMatch(edge -> edge.from().isEmpty() && edge.tie() == Tie.OPTIONAL));
    assertEquals(Map.of("a", "1.0.0"), world.tree("a; optional"));
  }

  @Test
  void an_unknown_name_is_refused_with_those_who_need_it() {
    assertEquals("resolve.unknown-package", refused("nosuch").code());
    world.release("a", "1.0.0", needs("nosuch", "1"));
    assertTrue(refused("a").details().contains("needed by a@1.0.0"));
  }

  @Test
  void an_unknown_version_is_refused_with_those_that_are_there() {
    world.release("a", "1.0.0").release("a", "2.0.0").release("a", "3.0.0-rc.1");
    Diagnostic diagnostic = refused("a@9");
    assertEquals("resolve.unknown-version", diagnostic.code());
    assertEquals("no version of `a` fits `9`", diagnostic.message());
    assertEquals(List.of("newest versions: 2.0.0, 1.0.0"), diagnostic.details());
  }

  @Test
  void what_a_package_carries_inside_itself_is_not_fetched() {
    world.release("a", "1.0.0", needs("b", "1", "c", "1"), "'bundleDependencies': ['b']");
    world.release("c", "1.0.0");
    assertEquals(Map.of("a", "1.0.0", "c", "1.0.0"), world.tree("a"));
  }

  @Test
  void a_ring_of_needs_is_closed() {
    world.release("a", "1.0.0", needs("b", "1")).release("b", "1.0.0", needs("a", "1"));
    assertEquals(Map.of("a", "1.0.0", "b", "1.0.0"), world.tree("a"));
  }

  @Test
  void a_ring_of_two_versions_is_closed_by_going_up() {
    world
        .release("a", "1.0.0", needs("b", "2"))
        .release("a", "2.0.0", needs("b", "1"))
        .release("b", "1.0.0", needs("a", "1"))
        .release("b", "2.0.0", needs("a", "2"));
    Resolution resolution = world.solve("a@1").solved().orElseThrow();
    Set<String> packages =
        resolution.nodes().stream().map(n -> n.pin().toString()).collect(Collectors.toSet());
    assertEquals(Set.of("node:a@1.0.0", "node:a@2.0.0", "node:b@1.0.0", "node:b@2.0.0"), packages);
  }

  @Test
  void an_alias_lies_under_its_own_name() {
    world.release("real", "1.0.0").release("real", "2.0.0");
    Resolution resolution = world.solve("old@npm:real@1", "real").solved().orElseThrow();
    assertEquals("1.0.0", resolution.node("node_modules/old").orElseThrow().pin().version());
    assertEquals("real", resolution.node("node_modules/old").orElseThrow().pin().name().name());
    assertEquals("2.0.0", resolution.node("node_modules/real").orElseThrow().pin().version());
  }

  @Test
  void an_override_counts_wherever_the_name_is_needed() {
    world.release("a", "1.0.0", needs("b", "^1")).release("b", "1.0.0").release("b", "2.0.0");
    assertEquals("2.0.0", world.override("b", "2").tree("a").get("b"));
  }

  @Test
  void an_override_may_be_limited_to_a_place_and_to_a_range() {
    world
        .release("a", "1.0.0", needs("b", "^1"))
        .release("c", "1.0.0", needs("b", "^1"))
        .release("b", "1.0.0")
        .release("b", "2.0.0");
    world.override("c>b", "2");
    assertEquals(
        Map.of("a", "1.0.0", "b", "1.0.0", "c", "1.0.0", "c > b", "2.0.0"), world.tree("a", "c"));
    SmallRegistry other = new SmallRegistry(scratch);
    other.release("a", "1.0.0", needs("b", "^1")).release("b", "1.0.0").release("b", "2.0.0");
    assertEquals("1.0.0", other.override("b@3", "2").tree("a").get("b"));
  }

  @Test
  void an_override_may_name_another_package() {
    world.release("a", "1.0.0", needs("b", "^1")).release("fork", "7.0.0");
    Resolution resolution = world.override("b", "npm:fork@7").solve("a").solved().orElseThrow();
    assertEquals("fork", resolution.node("node_modules/b").orElseThrow().pin().name().name());
  }

  @Test
  void two_requests_for_a_name_are_answered_with_what_both_admit_or_explained() {
    world.release("a", "1.0.0").release("a", "1.5.0").release("a", "2.0.0");
    assertEquals(Map.of("a", "1.5.0"), world.tree("a@>=1.2", "a@<2 || >7"));
    Derivation why = world.solve("a@1", "a@2").unsolvable().orElseThrow();
    assertEquals(List.of("a@1", "a@2"), why.because().stream().map(Derivation::demand).toList());
  }

  @Test
  void a_constraint_restricts_and_brings_nothing() {
    world.release("a", "1.0.0").release("a", "1.1.0").release("b", "1.0.0");
    assertEquals(Map.of("a", "1.0.0"), world.constrain("a@1.0.0").constrain("b@1").tree("a@^1"));
  }

  @Test
  void a_preferred_version_is_kept_where_it_may() {
    world.release("a", "1.0.0").release("a", "1.1.0").release("a", "2.0.0").prefer("a", "1.0.0");
    assertEquals(Map.of("a", "1.0.0"), world.tree("a@^1"));
    assertEquals(Map.of("a", "2.0.0"), world.tree("a@2"));
  }

  @Test
  void releases_after_the_cut_do_not_exist() {
    world.release("a", "1.0.0").release("a", "1.1.0");
    world
        .published("a", "1.0.0", "2020-01-01T00:00:00Z")
        .published("a", "1.1.0", "2022-01-01T00:00:00Z");
    assertEquals(Map.of("a", "1.0.0"), world.before("2021-01-01T00:00:00Z").tree("a"));
  }

  @Test
  void prereleases_come_only_where_they_are_welcome() {
    world.release("a", "1.0.0").release("a", "2.0.0-rc.1");
    assertEquals(Map.of("a", "1.0.0"), world.tree("a"));
    assertEquals(Map.of("a", "2.0.0-rc.1"), world.welcomingPrereleases().tree("a"));
  }

  @Test
  void only_a_file_with_a_digest_that_was_given_is_taken() {
    world.release("a", "1.0.0");
    assertEquals(Map.of("a", "1.0.0"), world.hash("a", "sha1:" + "0".repeat(40)).tree("a"));
    world.hash("a", "sha1:" + "1".repeat(40));
    assertEquals("resolve.no-matching-hash", refused("a").code());
  }

  @Test
  void a_repository_that_cannot_be_read_is_left_out_where_it_is_optional() {
    world.release("a", "1.0.0", needs("b", "git+https://host.example/b.git"));
    assertEquals("repository.unreachable", refused("a").code());
    world.release("c", "1.0.0", section("optionalDependencies", "b", "me/b"));
    assertEquals(Map.of("c", "1.0.0"), world.tree("c"));
  }

  @Test
  void a_package_of_a_registry_names_no_file_of_this_machine() {
    world.release("a", "1.0.0", needs("b", "file:/etc/b.tgz"));
    assertEquals("requirement.unsupported", refused("a").code());
  }

  @Test
  void the_same_question_has_the_same_answer() {
    world.release("a", "1.0.0", needs("b", "1", "c", "1")).release("b", "1.0.0", needs("c", "2"));
    world.release("c", "1.0.0").release("c", "2.0.0");
    assertEquals(world.solve("a"), world.solve("a"));
  }

  @Test
  void a_graph_of_ten_thousand_needs_is_walked() {
    int many = 10_000;
    for (int i = 0; i < many; i++) {
      world.release(
          "p" + i,
          "1.0.0",
          i + 1 < many ? needs("p" + (i + 1), "1", "p" + (i * 7 + 3) % many, "^1.0.0") : needs());
    }
    assertEquals(many, world.tree("p0").size());
  }

  @Test
  void every_platform_has_the_same_whole_and_says_what_of_it_is_for_others() {
    world.release("a", "1.0.0", "'optionalDependencies': {'m': '1', 'l': '1', 'gone': '1'}");
    world.release("m", "1.0.0", "'os': ['darwin']", needs("d", "1"));
    world.release("l", "1.0.0", "'os': ['linux'], 'libc': ['glibc']").release("d", "1.0.0");
    Resolution here = world.solve("a").solved().orElseThrow();
    Resolution there =
        world.on(new Platform("macos", "aarch64", "", "")).solve("a").solved().orElseThrow();
    assertEquals(List.of("a", "l"), names(here.nodes()));
    assertEquals(List.of("a", "d", "m"), names(there.nodes()));
    assertEquals(List.of("d", "m"), names(here.elsewhere().orElseThrow().nodes()));
    assertEquals(List.of("l"), names(there.elsewhere().orElseThrow().nodes()));
    assertEquals(whole(here), whole(there));
    Set<Edge> edges = new HashSet<>(here.edges());
    edges.addAll(here.elsewhere().orElseThrow().edges());
    assertEquals(4, edges.size());
    assertEquals(
        "os=linux libc=glibc",
        here.node("node_modules/l").orElseThrow().artifact().orElseThrow().facts().get("when"));
  }

  private static List<String> names(List<Node> nodes) {
    return nodes.stream().map(node -> node.pin().name().name()).sorted().toList();
  }

  private static Set<Object> whole(Resolution resolution) {
    Set<Object> whole = new HashSet<>(resolution.nodes());
    whole.addAll(resolution.edges());
    whole.addAll(resolution.elsewhere().orElseThrow().nodes());
    whole.addAll(resolution.elsewhere().orElseThrow().edges());
    return whole;
  }
}
