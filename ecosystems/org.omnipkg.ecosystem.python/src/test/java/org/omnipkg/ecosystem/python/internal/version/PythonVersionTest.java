package org.omnipkg.ecosystem.python.internal.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.python.internal.Tables;

class PythonVersionTest {
  private static List<List<String>> classes(int column) {
    return Tables.lines("order.txt").stream()
        .map(line -> List.of(line.split("\t")[column].split(" ")))
        .toList();
  }

  @Test
  void every_pair_of_the_table_is_ordered_as_in_the_table() {
    List<List<String>> classes = classes(0);
    int pairs = 0;
    for (int i = 0; i < classes.size(); i++) {
      for (int j = 0; j < classes.size(); j++) {
        for (String one : classes.get(i)) {
          for (String other : classes.get(j)) {
            int order = PythonVersion.of(one).compareTo(PythonVersion.of(other));
            assertEquals(Integer.compare(i, j), Integer.signum(order), one + " and " + other);
            assertEquals(i == j, PythonVersion.of(one).equals(PythonVersion.of(other)));
            pairs++;
          }
        }
      }
    }
    assertTrue(pairs > 10_000, pairs + " pairs");
  }

  @Test
  void every_version_of_the_table_has_its_normal_form() {
    for (int i = 0; i < classes(0).size(); i++) {
      for (int j = 0; j < classes(0).get(i).size(); j++) {
        String spelled = classes(0).get(i).get(j);
        assertEquals(classes(1).get(i).get(j), PythonVersion.of(spelled).toString(), spelled);
        assertFalse(PythonVersion.of(spelled).legacy(), spelled);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2012d",
        "1.0-final-2",
        "french toast",
        "1.0+a+",
        "1.0++",
        "+foobar",
        "1.0+_foobar",
        "1.0+foo&asd",
        "1.0+1+1",
        "",
        "1..0",
        "1.0.",
        "1.0.x",
        "1!",
        "!1",
        "1.0-",
        "1.0a.b",
        "dev"
      })
  void what_is_no_version_is_an_old_one_below_all_others(String text) {
    assertTrue(PythonVersion.strict(text).isEmpty(), text);
    assertTrue(PythonVersion.of(text).legacy(), text);
    assertTrue(PythonVersion.of(text).compareTo(PythonVersion.of("0.dev0")) < 0, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0a.", "1.0a-.post1", " 1.0 ", "V1", "1.0ALPHA1", "1.0DeV", "1.0post-"})
  void odd_spellings_of_the_standard_are_read(String text) {
    assertTrue(PythonVersion.strict(text).isPresent(), text);
  }

  @Test
  void old_versions_are_ordered_as_setuptools_did() {
    List<String> ascending =
        List.of("1.0-alpha-x", "1.0-beta-x", "1.0-final-2", "1.0-x", "2011k", "2012d", "2012j");
    for (int i = 1; i < ascending.size(); i++) {
      assertTrue(
          PythonVersion.of(ascending.get(i - 1)).compareTo(PythonVersion.of(ascending.get(i))) < 0,
          ascending.get(i - 1) + " below " + ascending.get(i));
    }
  }

  @Test
  void numbers_of_any_length_are_ordered() {
    PythonVersion huge = PythonVersion.of("1." + "9".repeat(150));
    assertFalse(huge.legacy());
    assertTrue(huge.compareTo(PythonVersion.of("1." + "9".repeat(149))) > 0);
    assertTrue(PythonVersion.of("1." + "9".repeat(5000)).legacy());
  }
}
