package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.omnipkg.ecosystem.node.internal.tree.SmallRegistry.needs;
import static org.omnipkg.ecosystem.node.internal.tree.SmallRegistry.section;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Derivation;

class PeersTest {
  @TempDir Path scratch;
  private SmallRegistry world;

  @BeforeEach
  void emptyRegistry() {
    world = new SmallRegistry(scratch);
  }

  /** Two releases of whom most here ask for beside them. */
  private void hosts() {
    world.release("host", "1.0.0").release("host", "2.0.0");
  }

  private static Set<String> leaves(Derivation why) {
    return why.because().stream()
        .map(leaf -> leaf.statement() + " " + leaf.demand())
        .collect(Collectors.toSet());
  }

  @Test
  void a_peer_comes_along_beside_the_one_who_asks_for_it() {
    world.release("plugin", "1.0.0", section("peerDependencies", "host", "^1"));
    hosts();
    assertEquals(Map.of("plugin", "1.0.0", "host", "1.0.0"), world.tree("plugin"));
  }

  @Test
  void a_request_and_the_peers_of_another_agree_on_one_release() {
    world
        .release("plugin", "1.0.0", section("peerDependencies", "host", "1.x"))
        .release("host", "1.5.0")
        .release("host", "2.0.0");
    assertEquals(Map.of("plugin", "1.0.0", "host", "1.5.0"), world.tree("plugin", "host@>=1"));
  }

  @Test
  void a_set_of_peers_that_does_not_fit_at_the_top_is_nested_as_one() {
    world
        .release("app", "1.0.0", needs("plugin", "1"))
        .release("plugin", "1.0.0", section("peerDependencies", "host", "^1"));
    hosts();
    assertEquals(
        Map.of("app", "1.0.0", "host", "2.0.0", "app > plugin", "1.0.0", "app > host", "1.0.0"),
        world.tree("app", "host@2"));
  }

  @Test
  void an_optional_peer_brings_nothing_but_wants_its_range() {
    String peer =
        "'peerDependencies': {'extra': '^1'}, 'peerDependenciesMeta': {'extra': {'optional': true}}";
    world.release("a", "1.0.0", peer).release("extra", "1.0.0").release("extra", "2.0.0");
    assertEquals(Map.of("a", "1.0.0"), world.tree("a"));
    assertTrue(world.solve("a", "extra@2").unsolvable().isPresent());
  }

  @Test
  void peers_of_ones_own_requests_that_quarrel_are_explained() {
    world.release("plugin", "1.0.0", section("peerDependencies", "host", "^1"));
    hosts();
    Derivation why = world.solve("plugin", "host@^2").unsolvable().orElseThrow();
    Set<String> leaves = leaves(why);
    assertTrue(leaves.contains("you asked for host@^2"), leaves.toString());
    assertTrue(leaves.contains("`plugin@1.0.0` needs beside it host@^1"), leaves.toString());
    assertEquals("`host` cannot satisfy every request", why.statement());
  }

  @Test
  void two_requests_whose_peers_quarrel_are_both_named_with_what_they_want() {
    world
        .release("left", "1.0.0", section("peerDependencies", "host", "^1"))
        .release("right", "1.0.0", section("peerDependencies", "host", "^2"));
    hosts();
    Derivation why = world.solve("left", "right").unsolvable().orElseThrow();
    Set<String> leaves = leaves(why);
    assertEquals("`host` cannot satisfy every request", why.statement());
    assertTrue(leaves.contains("`left@1.0.0` needs beside it host@^1"), leaves.toString());
    assertTrue(leaves.contains("`right@1.0.0` needs beside it host@^2"), leaves.toString());
  }

  @Test
  void peers_that_quarrel_deep_in_the_tree_are_borne_with() {
    world
        .release("a", "1.0.0", needs("plugin", "1", "host", "2"))
        .release("plugin", "1.0.0", section("peerDependencies", "host", "^1"));
    hosts();
    assertTrue(world.tree("a").containsKey("a"));
  }
}
