package org.omnipkg.ecosystem.python.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "",
        "-a",
        "a-",
        "a--b",
        "a-_.b",
        "A__b",
        "python_dateutil",
        "zope.interface",
        "_x",
        "a-b",
        "a1-2b",
        "--",
        "Ünï.x",
        "a.-",
        "x-_"
      })
  void a_name_is_lower_case_with_one_hyphen_for_each_run(String spelled) {
    assertEquals(
        spelled.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"), Names.normalize(spelled));
  }
}
