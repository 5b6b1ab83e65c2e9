package org.omnipkg.ecosystem.go.internal.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.spi.ProjectReader.Wanted;
import org.omnipkg.tck.CannedDesk;

class GoProjectTest {
  @TempDir Path folder;

  private Project read(String text) throws IOException {
    Files.writeString(folder.resolve("go.mod"), text);
    return new GoProject().read(folder, new CannedDesk(folder));
  }

  @Test
  void direct_requirements_are_wanted_and_indirect_ones_are_lower_bounds() throws IOException {
    Project project =
        read(
            "module mine\n\ngo 1.22\n\nrequire (\n\ta.b/c v1.0.0\n\ta.b/d v1.1.0 // indirect\n)\n");
    assertEquals(List.of(new Wanted("a.b/c>=v1.0.0", "go.mod line 6")), project.wanted());
    Dependency bound = project.constraints().get(0);
    assertEquals("a.b/d", bound.target().name());
    assertEquals(">=v1.1.0", bound.range());
    assertEquals(Tie.CONSTRAINS, bound.tie());
    assertEquals(Optional.of(">=1.22"), project.runtime());
  }

  @Test
  void a_workspace_wants_what_its_modules_want() throws IOException {
    for (String name : List.of("one", "two")) {
      Files.createDirectories(folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("go.work"),
        "go 1.21\nuse (\n\t./one\n\t./two\n)\nreplace x.y/z => x.y/w v1.0.0\n");
    Files.writeString(
        folder.resolve("one/go.mod"),
        "module a.b/one\nrequire a.b/two v0.0.0\nrequire a.b/c v1.0.0\n");
    Files.writeString(
        folder.resolve("two/go.mod"), "module a.b/two\ngo 1.22\nrequire a.b/d v1.1.0\n");
    Project project = new GoProject().read(folder, new CannedDesk(folder));
    assertEquals(
        List.of(
            new Wanted("a.b/c>=v1.0.0", "one/go.mod line 3"),
            new Wanted("a.b/d>=v1.1.0", "two/go.mod line 3")),
        project.wanted());
    assertEquals(Map.of("x.y/z", "x.y/w@v1.0.0"), project.overrides());
    assertEquals(Optional.of(">=1.22"), project.runtime());
  }

  @Test
  void the_hashes_of_its_go_sum_are_held_to() throws IOException {
    Files.writeString(folder.resolve("go.sum"), "a.b/c v1.0.0 h1:One=\n");
    GoSum sums = GoSum.of(read("module mine\nrequire a.b/c v1.0.0\n").constraints());
    assertEquals(Optional.of("One="), sums.zip("a.b/c", "v1.0.0"));
  }

  @Test
  void exclusions_and_replacements_hold() throws IOException {
    Project project =
        read(
            "module mine\nrequire a.b/c v1.0.0\nexclude a.b/x v1.2.0\n"
                + "replace (\n\ta.b/c => e.f/g v1.0.1\n\ta.b/y v1.0.0 => a.b/y v1.0.1\n)\n");
    assertEquals("!=v1.2.0", project.constraints().get(0).range());
    assertEquals(Map.of("a.b/c", "e.f/g@v1.0.1", "a.b/y@v1.0.0", "v1.0.1"), project.overrides());
  }

  @Test
  void a_folder_in_place_of_a_module_is_the_users_and_its_needs_are_wanted() throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Files.writeString(lib.resolve("go.mod"), "module a.b/c\nrequire a.b/z v1.3.0\n");
    Project project = read("module mine\nrequire a.b/c v0.0.0\nreplace a.b/c => ./lib\n");
    assertEquals(List.of(new Wanted("a.b/z>=v1.3.0", "lib/go.mod line 2")), project.wanted());
  }

  @Test
  void a_line_that_cannot_be_read_is_named() {
    Diagnostic why =
        assertThrows(Refusal.class, () -> read("module mine\n\nrequire a.b/c\n")).diagnostic();
    assertEquals("project.malformed", why.code());
    assertTrue(why.message().contains("line 3"), why.message());
  }

  @Test
  void a_go_line_that_is_no_version_is_refused() throws IOException {
    Diagnostic why =
        assertThrows(Refusal.class, () -> read("module mine\n\ngo banana\n")).diagnostic();
    assertEquals("project.malformed", why.code());
    assertTrue(why.message().contains("`go banana`"), why.message());
    for (String version : List.of("1.9", "1.21.0", "1.24rc1")) {
      assertEquals(Optional.of(">=" + version), read("module mine\n\ngo " + version).runtime());
    }
  }
}
