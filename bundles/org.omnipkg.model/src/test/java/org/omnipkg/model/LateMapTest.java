package org.omnipkg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LateMapTest {
  private final List<String> asked = new ArrayList<>();
  private final LateMap<String, Integer> map =
      new LateMap<>(
          List.of("a", "bb"),
          key -> {
            asked.add(key);
            return key.length();
          });

  @Test
  void only_what_is_looked_at_is_made_and_once() {
    assertEquals(2, map.get("bb"));
    assertEquals(2, map.get("bb"));
    assertEquals(List.of("bb"), asked);
  }

  @Test
  void what_it_has_not_is_never_made() {
    assertNull(map.get("c"));
    assertEquals(2, map.size());
    assertEquals(List.of(), asked);
  }

  @Test
  void it_equals_a_map_of_the_same() {
    assertEquals(Map.of("a", 1, "bb", 2), map);
    assertThrows(UnsupportedOperationException.class, () -> map.entrySet().clear());
  }

  @Test
  void a_listing_keeps_it_as_it_is() {
    PackageName name = new PackageName("node", "x");
    LateMap<Pin, Manifest> none = new LateMap<>(List.of(), pin -> null);
    assertSame(none, new Listing(name, List.of(), Map.of(), none, "").manifests());
  }
}
