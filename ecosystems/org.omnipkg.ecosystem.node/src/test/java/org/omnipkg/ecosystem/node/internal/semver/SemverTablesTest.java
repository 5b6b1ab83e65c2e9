package org.omnipkg.ecosystem.node.internal.semver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.Tables;

class SemverTablesTest {
  @Test
  void ranges_admit_what_npm_says_they_admit() {
    List<String> versions = Tables.versions("ranges.txt");
    List<String> wrong = new ArrayList<>();
    int rows = 0;
    for (String[] row : Tables.rows("ranges.txt")) {
      rows++;
      boolean loose = row[0].equals("loose");
      boolean all = row[0].equals("strict+pre");
      Optional<Range> range = Range.of(Tables.text(row[1]), loose, all);
      String said =
          range.isEmpty()
              ? "no\t"
              : "yes\t"
                  + versions.stream()
                      .filter(
                          v ->
                              Version.of(v, loose)
                                  .filter(read -> range.get().admits(read, all))
                                  .isPresent())
                      .collect(Collectors.joining(" "));
      if (!said.equals(row[2] + "\t" + row[3])) {
        wrong.add(
            row[0] + " " + row[1] + "\n  npm:  " + row[2] + " " + row[3] + "\n  ours: " + said);
      }
    }
    assertTrue(rows > 3000);
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void versions_are_read_as_npm_reads_them() {
    List<String> wrong = new ArrayList<>();
    for (String[] row : Tables.rows("versions.txt")) {
      String said =
          Version.of(Tables.text(row[1]), row[0].equals("loose"))
              .map(Version::toString)
              .orElse("-");
      if (!said.equals(row[2])) {
        wrong.add(row[0] + " " + row[1] + ": npm " + row[2] + ", ours " + said);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void versions_have_the_order_npm_gives_them() {
    List<String> versions = Tables.versions("order.txt");
    for (String[] row : Tables.rows("order.txt")) {
      Version one = Version.of(Tables.text(row[0])).orElseThrow();
      String said =
          versions.stream()
              .map(v -> Version.of(v).orElseThrow())
              .map(v -> String.valueOf("<=>".charAt(Integer.signum(one.compareTo(v)) + 1)))
              .collect(Collectors.joining());
      assertEquals(row[1], said, row[0]);
    }
  }

  @Test
  void ranges_meet_where_npm_says_they_meet() {
    List<String> wrong = new ArrayList<>();
    for (String[] row : Tables.rows("intersections.txt")) {
      Range one = Range.of(Tables.text(row[0]), false, false).orElseThrow();
      Range other = Range.of(Tables.text(row[1]), false, false).orElseThrow();
      String said = Ranges.intersect(one, other) ? "yes" : "no";
      if (!said.equals(row[2])) {
        wrong.add(row[0] + " with " + row[1] + ": npm " + row[2]);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }
}
