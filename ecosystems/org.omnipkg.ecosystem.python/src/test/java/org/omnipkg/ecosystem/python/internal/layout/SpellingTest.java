package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.0", "1.0RC1, 1.0.c.1", "1.0.post0, 1.0.rev", "1.0-1, 1.0.post1", "1.0.dev0, 1.dev",
    "0!1, v1", "1.0+abc.1, 1.0_abc_1", "2012.04, 2012.4", "2.4.1+cu121, 2.4.1+CU121", "2012d, 2012D"
  })
  void equal_versions_have_one_spelling(String one, String other) {
    assertEquals(Spelling.canonical(one), Spelling.canonical(other));
  }

  @ParameterizedTest
  @CsvSource({"1.0, 1.0.1", "1.0a1, 1.0b1", "1!1, 1", "1.0, 1.0.dev0", "1.0, 1.0+x", "10, 1"})
  void different_versions_stay_apart(String one, String other) {
    assertFalse(Spelling.canonical(one).equals(Spelling.canonical(other)));
  }

  @Test
  void a_name_is_compared_as_the_registry_does() {
    assertTrue(new WheelName("zope.interface", "6").means(new WheelName("Zope_Interface", "6.0")));
  }
}
