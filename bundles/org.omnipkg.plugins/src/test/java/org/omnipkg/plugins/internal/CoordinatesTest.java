package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CoordinatesTest {
  @Test
  void group_and_artifact_may_have_a_version() {
    assertEquals(
        Optional.of(new Coordinates("org.acme", "org.acme.lua", Optional.empty())),
        Coordinates.of("org.acme:org.acme.lua"));
    assertEquals(
        Optional.of(new Coordinates("org.acme", "lua", Optional.of("1.2-rc1"))),
        Coordinates.of("org.acme:lua:1.2-rc1"));
  }

  @Test
  void names_of_files_and_bundles_are_none() {
    for (String words :
        List.of("lua.jar", "org.acme.lua", "a:b:c:d", "../a:b", "a:", ":b", "a:b:../c", "")) {
      assertEquals(Optional.empty(), Coordinates.of(words), words);
    }
  }

  @Test
  void they_read_back() {
    for (String words : List.of("org.acme:lua", "org.acme:lua:1.2")) {
      assertEquals(words, Coordinates.of(words).orElseThrow().words());
    }
  }

  @Test
  void a_rehearsal_is_the_newest_only_where_there_is_nothing_else() {
    assertEquals(
        Optional.of("1.10"), Coordinates.newest(List.of("1.9", "1.10", "2.0-beta1", "2.0-RC1")));
    assertEquals(Optional.of("2.0-M2"), Coordinates.newest(List.of("2.0-M1", "2.0-M2")));
    assertEquals(Optional.of("3.0-jre"), Coordinates.newest(List.of("2.0", "3.0-jre")));
    assertEquals(Optional.empty(), Coordinates.newest(List.of()));
  }
}
