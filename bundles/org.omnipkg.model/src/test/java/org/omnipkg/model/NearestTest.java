package org.omnipkg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> VERBS = List.of("install", "uninstall", "list", "exec");

  @Test
  void a_swapped_pair_of_letters_is_one_step() {
    assertEquals(1, Nearest.distance("isntall", "install"));
  }

  @Test
  void the_closest_word_comes_first() {
    assertEquals(List.of("install", "uninstall"), Nearest.to("ninstall", VERBS));
  }

  @Test
  void a_beginning_is_understood() {
    assertEquals(List.of("uninstall"), Nearest.to("un", VERBS));
  }

  @Test
  void nothing_close_is_nothing() {
    assertEquals(List.of(), Nearest.to("frobnicate", VERBS));
  }
}
