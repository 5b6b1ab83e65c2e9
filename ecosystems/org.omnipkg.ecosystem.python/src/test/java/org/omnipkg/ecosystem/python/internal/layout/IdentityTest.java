package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.0",
    "1.0RC1, 1.0.c.1",
    "1.0.post0, 1.0.rev",
    "1.0_1, 1.0.post1",
    "2012.04, 2012.4",
    "1.0+abc.1, 1.0+abc_1",
    "2.4.1+cu121, 2.4.1+CU121",
    "2012d, 2012d"
  })
  void versions_that_are_equal_mean_the_same(String one, String other) {
    assertTrue(new Identity("a", one).means(new Identity("a", other)));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1.0.1",
    "1.0a1, 1.0b1",
    "1!1, 1",
    "1.0, 1.0.dev0",
    "1.0, 1.0+x",
    "2012d, 2012c",
    "1, ''"
  })
  void different_versions_stay_apart(String one, String other) {
    assertFalse(new Identity("a", one).means(new Identity("a", other)));
  }

  @Test
  void names_are_compared_as_the_registry_does() {
    assertTrue(new Identity("zope.interface", "6").means(new Identity("Zope_Interface", "6")));
    assertFalse(new Identity("zope", "6").means(new Identity("zope2", "6")));
  }

  @Test
  void a_folder_ends_with_its_version() {
    assertEquals(new Identity("a-b", "1.0"), Identity.ofFolder("a-b-1.0"));
    assertEquals(new Identity("ab", ""), Identity.ofFolder("ab"));
  }
}
