package org.omnipkg.ecosystem.python.internal.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.python.internal.Tables;
import org.omnipkg.ecosystem.python.internal.text.Malformed;

class SpecifierSetTest {
  private static boolean admits(String range, String version) {
    return SpecifierSet.of(range, false).admits(PythonVersion.of(version));
  }

  @Test
  void every_answer_of_the_table_is_ours() {
    List<String> lines = Tables.lines("specifiers.txt");
    String[] versions = lines.get(0).split(" ");
    int answers = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t");
      for (int i = 0; i < versions.length; i++, answers++) {
        assertEquals(
            parts[1].charAt(i) == '1', admits(parts[0], versions[i]), parts[0] + " " + versions[i]);
      }
      SpecifierSet set = SpecifierSet.of(parts[0], false);
      assertEquals(parts[2].equals("pre"), set.namesPrerelease(), parts[0]);
    }
    assertTrue(answers > 6000, answers + " answers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">=1.0.*",
        "<1.*",
        "~=1",
        "~=1.0.*",
        "==1.0.*.*",
        "==1.0+abc.*",
        ">=1.0+abc",
        ">",
        "1.0",
        "=1.0",
        ">=1.0 <2",
        "==1.0a1.*",
        ">=banana",
        "==banana",
        "== 3.x",
        ",",
        ">=1.0,,<2"
      })
  void what_the_standard_forbids_is_malformed(String range) {
    assertThrows(Malformed.class, () -> SpecifierSet.of(range, false), range);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ">=1.0.* | 1.0 | true",
        "<3.* | 2.9 | true",
        "<3.* | 3.0 | false",
        "!=3.0* | 3.0.1 | false",
        ">=2.7, !=3.0.*, | 3.1 | true",
        ">=2.7 !=3.0.* | 3.0.1 | false",
        ">=2.7!=3.0.* | 3.0.1 | false",
        ">=2.7!=3.0.* | 3.1 | true",
        ">=1.0 <2 | 2 | false",
        ">=\"3.6\" | 3.5 | false"
      })
  void habits_of_old_metadata_are_understood(String range, String version, boolean admitted) {
    assertEquals(admitted, SpecifierSet.of(range, true).admits(PythonVersion.of(version)), range);
  }

  @Test
  void an_old_version_can_be_pinned() {
    assertTrue(admits("==2012d", "2012d"));
    assertTrue(admits("===1.0-final-2", "1.0-final-2"));
    assertFalse(admits("==2012d", "2012c"));
    assertFalse(admits(">=1", "2012d"));
  }

  @Test
  void a_pin_names_one_version() {
    assertTrue(SpecifierSet.of("==1.0", false).pins());
    assertTrue(SpecifierSet.of("===1.0", false).pins());
    assertFalse(SpecifierSet.of("==1.*", false).pins());
    assertFalse(SpecifierSet.of(">=1.0", false).pins());
  }
}
