package org.omnipkg.ecosystem.go.internal.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.go.internal.Tables;

class SemverTest {
  @Test
  void versions_are_read_as_the_language_reads_them() {
    for (String[] row : Tables.rows("semver.txt")) {
      assertEquals(Boolean.parseBoolean(row[1]), Semver.of(row[0]).isPresent(), row[0]);
      assertEquals(row[2], Semver.of(row[0]).map(Semver::canonical).orElse(""), row[0]);
      assertEquals(row[3], Semver.of(row[0]).map(Semver::prerelease).orElse(""), row[0]);
      assertEquals(Boolean.parseBoolean(row[4]), Pseudo.is(row[0]), row[0]);
    }
  }

  @Test
  void versions_stand_in_the_order_of_the_language() {
    for (String[] row : Tables.rows("order.txt")) {
      int expected = Integer.parseInt(row[2]);
      assertEquals(expected, Integer.signum(Semver.compare(row[0], row[1])), row[0] + " " + row[1]);
      assertEquals(
          -expected, Integer.signum(Semver.compare(row[1], row[0])), row[1] + " " + row[0]);
    }
  }

  @Test
  void versions_of_go_itself_have_their_own_order() {
    List<String> ascending =
        List.of("1.9", "1.20rc1", "1.20", "1.20.1", "1.21", "1.21rc2", "1.21.0", "1.21.1", "1.22");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        assertEquals(
            Integer.compare(i, j),
            Integer.signum(Languages.ORDER.compare(ascending.get(i), ascending.get(j))),
            ascending.get(i) + " " + ascending.get(j));
      }
    }
  }

  @Test
  void a_commit_has_its_time_in_its_version() {
    assertEquals(
        "2019-11-09T02:19:31Z",
        Pseudo.time("v0.0.0-20191109021931-daa7c04131f5").orElseThrow().toString());
  }
}
