package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.omnipkg.ecosystem.node.internal.tree.SmallRegistry.needs;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class EnginesTest {
  @TempDir Path scratch;
  private SmallRegistry world;

  @BeforeEach
  void emptyRegistry() {
    world = new SmallRegistry(scratch);
  }

  private Diagnostic refused(String... words) {
    return assertThrows(Refusal.class, () -> world.solve(words)).diagnostic();
  }

  private static String engine(String range) {
    return "'engines': {'node': '" + range + "'}";
  }

  private String chosen(String... words) {
    return world.solve(words).solved().orElseThrow().node("runtime:node").stream()
        .map(node -> node.pin().version())
        .findFirst()
        .orElse("");
  }

  @Test
  void of_several_nodes_the_first_is_taken_that_the_requests_engines_admit() {
    world.release("a", "1.0.0", engine(">=22")).release("b", "1.0.0", engine("<23"));
    world.node("24.0.0").node("22.3.0");
    assertEquals("22.3.0", chosen("a", "b"));
    assertEquals("24.0.0", chosen("a"));
    assertEquals("", chosen("b"), "the target's own will do");
  }

  @Test
  void where_no_node_fits_the_preferred_one_stays_and_a_line_says_so() {
    world.release("a", "1.0.0", engine(">=99")).node("22.3.0");
    assertEquals("", chosen("a"));
    assertEquals(
        List.of("note: made for another Node than 20.1.0: a@1.0.0 (>=99)"),
        world.solve("a").reservations());
  }

  @Test
  void npms_strictness_about_engines_is_ours() {
    world.release("a", "1.0.0", engine(">=99")).variable("npm_config_engine_strict", "true");
    assertEquals("resolve.runtime-conflict", refused("a").code());
  }

  @Test
  void where_npm_is_strict_engines_of_everything_choose_the_node() {
    world.release("a", "1.0.0", needs("b", "1", "c", "1")).release("b", "1.0.0", engine(">=22"));
    world.release("c", "1.0.0", engine("<25")).node("26.0.0").node("22.3.0").node("24.1.0");
    assertEquals("", chosen("a"), "advice of what nobody named is not heard");
    world.variable("npm_config_engine_strict", "true");
    assertEquals("22.3.0", chosen("a"));
  }

  @Test
  void of_nodes_to_be_had_those_cared_for_longer_are_taken_first() {
    world.release("a", "1.0.0", engine(">=22")).offered("25.2.0").offered("24.1.0");
    assertEquals("24.1.0", chosen("a"));
    assertEquals(List.of(), world.solve("a").reservations());
  }
}
