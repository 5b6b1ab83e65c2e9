package org.omnipkg.ecosystem.ruby.internal.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.ruby.internal.Tables;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;

class GemVersionTest {
  private static List<GemVersion> versions() {
    return Tables.rows("order.txt").stream().map(row -> GemVersion.of(row[0])).toList();
  }

  @Test
  void versions_stand_in_the_order_of_rubygems() {
    List<GemVersion> versions = versions();
    int answers = 0;
    for (String[] row : Tables.rows("order.txt")) {
      for (int i = 0; i < versions.size(); i++) {
        int order = Integer.signum(GemVersion.of(row[0]).compareTo(versions.get(i)));
        assertEquals(row[1].charAt(i), "<=>".charAt(order + 1), row[0] + " and " + versions.get(i));
        answers++;
      }
    }
    assertTrue(answers > 20_000, answers + " answers");
  }

  @Test
  void versions_of_equal_order_are_equal_and_hash_alike() {
    List<GemVersion> versions = versions();
    for (GemVersion one : versions) {
      for (GemVersion other : versions) {
        assertEquals(one.compareTo(other) == 0, one.equals(other));
        assertTrue(!one.equals(other) || one.hashCode() == other.hashCode(), one + " " + other);
      }
    }
  }

  @Test
  void texts_are_versions_where_rubygems_takes_them() throws JsonProcessingException {
    for (String[] row : Tables.rows("versions.txt")) {
      String text = new ObjectMapper().readValue(row[0], String.class);
      if (row[1].equals("true")) {
        GemVersion version = GemVersion.of(text);
        assertEquals(row[2], String.valueOf(version.prerelease()), text);
        assertEquals(row[3], version.toString(), text);
      } else {
        assertThrows(Malformed.class, () -> GemVersion.of(text), text);
      }
    }
  }

  @Test
  void requirements_admit_what_rubygems_admits() {
    List<GemVersion> versions = versions();
    int answers = 0;
    for (String[] row : Tables.rows("requirements.txt")) {
      GemRequirement requirement = GemRequirement.of(row[0]);
      for (int i = 0; i < versions.size(); i++) {
        char admitted = requirement.admits(versions.get(i)) ? '1' : '0';
        assertEquals(row[1].charAt(i), admitted, row[0] + " and " + versions.get(i));
        answers++;
      }
      assertEquals(row[2], String.valueOf(requirement.prerelease()), row[0]);
    }
    assertTrue(answers > 9_000, answers + " answers");
  }

  @Test
  void a_requirement_reads_back_as_it_is_written() {
    for (String[] row : Tables.rows("requirements.txt")) {
      GemRequirement requirement = GemRequirement.of(row[0]);
      assertEquals(requirement.toString(), GemRequirement.of(requirement.toString()).toString());
    }
  }
}
