package org.omnipkg.ecosystem.node.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Edge;
import org.omnipkg.spi.Instance;

class InstancesTest extends TreeScene {
  @Test
  void an_instance_lies_beside_links_to_what_it_finds() {
    tree("node_modules/a", "1.0.0").tree("node_modules/@s/b", "2.0.0");
    edge("", "node_modules/a").edge("node_modules/a", "node_modules/@s/b");
    Instance a = instances().get("node_modules/a");
    Instance b = instances().get("node_modules/@s/b");
    assertEquals("node_modules/a", a.at());
    assertEquals(
        Map.of("node_modules/@s/b", "../../../" + b.key() + "/node_modules/@s/b"), a.links());
    assertEquals(Map.of(), b.links());
  }

  @Test
  void an_alias_is_a_link_by_its_own_name_to_the_package_under_its_real_one() {
    tree("node_modules/a", "1.0.0").tree("node_modules/old", "real", "1.0.0", Map.of());
    edge("node_modules/a", "node_modules/old");
    String key = instances().get("node_modules/old").key();
    assertEquals(
        Map.of("node_modules/old", "../../" + key + "/node_modules/real"),
        instances().get("node_modules/a").links());
  }

  @Test
  void another_release_of_itself_is_linked_below_its_own_folder() {
    tree("node_modules/a", "2.0.0").tree("node_modules/a/node_modules/a", "1.0.0");
    edge("node_modules/a", "node_modules/a/node_modules/a");
    assertEquals(
        Set.of("node_modules/a/node_modules/a"),
        instances().get("node_modules/a").links().keySet());
  }

  @Test
  void optional_peers_without_a_range_are_linked_where_they_are_found() {
    tree("node_modules/cli", "cli", "1.0.0", Map.of("peers", List.of("extra", "absent")));
    tree("node_modules/extra", "1.0.0");
    assertEquals(
        Set.of("node_modules/extra"), instances().get("node_modules/cli").links().keySet());
  }

  @Test
  void the_same_closure_is_the_same_instance_wherever_it_lies() {
    tree("node_modules/a", "1.0.0").tree("node_modules/b", "1.0.0");
    edge("node_modules/a", "node_modules/b");
    String key = instances().get("node_modules/a").key();
    NodeLayoutTest other = new NodeLayoutTest();
    other.tree("node_modules/x", "9.0.0");
    other.tree("node_modules/x/node_modules/a", "1.0.0");
    other.tree("node_modules/x/node_modules/b", "1.0.0");
    other.edge("node_modules/x/node_modules/a", "node_modules/x/node_modules/b");
    assertEquals(key, other.instances().get("node_modules/x/node_modules/a").key());
  }

  @Test
  void another_peer_is_another_instance() {
    tree("node_modules/a", "1.0.0").tree("node_modules/p", "1.0.0");
    edge("node_modules/a", "node_modules/p");
    String key = instances().get("node_modules/a").key();
    NodeLayoutTest other = new NodeLayoutTest();
    other.tree("node_modules/a", "1.0.0").tree("node_modules/p", "2.0.0");
    other.edge("node_modules/a", "node_modules/p");
    assertNotEquals(key, other.instances().get("node_modules/a").key());
  }

  @Test
  void packages_that_need_each_other_are_told_apart_by_all_they_reach() {
    List<String> keys = new ArrayList<>();
    for (String version : List.of("1.0.0", "2.0.0")) {
      NodeLayoutTest ring = new NodeLayoutTest();
      ring.tree("node_modules/a", "1.0.0").tree("node_modules/b", "1.0.0");
      ring.tree("node_modules/c", version);
      ring.edge("node_modules/a", "node_modules/b").edge("node_modules/b", "node_modules/a");
      ring.edge("node_modules/b", "node_modules/c");
      keys.add(ring.instances().get("node_modules/a").key());
      assertEquals(
          Set.of("node_modules/a", "node_modules/c"),
          ring.instances().get("node_modules/b").links().keySet());
    }
    assertNotEquals(keys.get(0), keys.get(1));
  }

  @Test
  void a_long_chain_of_needs_is_walked_without_end_of_stack() {
    for (int i = 0; i < 20_000; i++) {
      tree("node_modules/p" + i, "1.0.0");
      edge("node_modules/p" + i, "node_modules/p" + (i + 1) % 20_000);
    }
    Components components =
        new Components(
            edges.stream().collect(Collectors.toMap(Edge::from, e -> Map.of("next", e.to()))));
    assertEquals(1, components.inOrder().size());
  }
}
