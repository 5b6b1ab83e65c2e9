package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollationTest {
  @Test
  void names_are_in_the_order_of_npms_own() {
    List<String> sorted =
        new ArrayList<>(
            List.of("abc", "aBa", "AB", "aB", "ab", "a/b", "a.b", "a-b", "a_b", "@a/b"));
    sorted.sort(Collation.ORDER);
    assertEquals(
        List.of("@a/b", "a_b", "a-b", "a.b", "a/b", "ab", "aB", "AB", "aBa", "abc"), sorted);
  }
}
