package org.omnipkg.ecosystem.go.internal.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.go.internal.Tables;

class ModulePathTest {
  @Test
  void paths_are_what_the_language_takes_for_paths() throws Exception {
    for (String[] row : Tables.rows("paths.txt")) {
      String path = new ObjectMapper().readValue(row[0].replace("\\x00", "\\u0000"), String.class);
      boolean expected = Boolean.parseBoolean(row[1]);
      assertEquals(expected, ModulePath.flaw(path).isEmpty(), row[0]);
      if (expected) {
        assertEquals(row[2], ModulePath.escape(path), row[0]);
        assertEquals(row[3], ModulePath.major(path).orElseThrow().prefix(), row[0]);
        assertEquals(row[4], ModulePath.major(path).orElseThrow().suffix(), row[0]);
      }
    }
  }

  @Test
  void a_version_belongs_to_a_path_as_the_language_has_it() {
    for (String[] row : Tables.rows("majors.txt")) {
      assertEquals(
          Boolean.parseBoolean(row[2]),
          ModulePath.major(row[0]).orElseThrow().admits(row[1]),
          row[0] + " " + row[1]);
    }
  }

  @Test
  void a_command_is_named_by_its_path_without_the_major_version() {
    assertEquals("gopls", ModulePath.command("golang.org/x/tools/gopls"));
    assertEquals("migrate", ModulePath.command("github.com/golang-migrate/migrate/v4"));
    assertEquals("yaml.v3", ModulePath.command("gopkg.in/yaml.v3"));
  }
}
