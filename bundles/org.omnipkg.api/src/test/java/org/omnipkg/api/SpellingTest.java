package org.omnipkg.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpellingTest {
  @Test
  void a_bare_name_is_pythons_and_all_others_say_whose_they_are() {
    assertEquals("numpy", Spelling.of("python", "numpy"));
    assertEquals("npm:@types/node", Spelling.of("node", "@types/node"));
    assertEquals("go:example.org/a", Spelling.of("go", "example.org/a"));
  }

  @Test
  void in_full_pythons_says_so_too() {
    assertEquals("python:numpy", Spelling.full("python", "numpy"));
    assertEquals("npm:react", Spelling.full("node", "react"));
  }
}
