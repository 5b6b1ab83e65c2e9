package org.omnipkg.itest.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NpmSetTest {
  @Test
  void a_scope_is_no_range() {
    NpmSet set = NpmSet.read("one: @babel/core react@18 @types/node@^20");
    assertEquals(Map.of("@babel/core", "*", "react", "18", "@types/node", "^20"), set.ranges());
    assertArrayEquals(
        new String[] {"npm:@babel/core", "npm:react@18", "npm:@types/node@^20"}, set.words());
  }

  @Test
  void about_twenty_sets_are_raced_and_each_has_a_name_of_its_own() throws IOException {
    List<String> names = NpmSet.all().stream().map(NpmSet::name).toList();
    assertEquals(20, names.stream().distinct().count());
    assertEquals(names.size(), names.stream().distinct().count());
  }
}
