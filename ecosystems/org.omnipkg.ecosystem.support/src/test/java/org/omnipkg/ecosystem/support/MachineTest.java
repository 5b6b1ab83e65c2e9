package org.omnipkg.ecosystem.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path scratch;

  private Path program(String name) throws IOException {
    Path file = scratch.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  @Test
  void a_variable_names_a_folder_only_as_a_whole_path() {
    Map<String, String> variables =
        Map.of("HOME", "/home/me", "BLANK", " ", "HALF", "some/where", "WHOLE", "/opt/it");
    Machine machine = new Machine(variables);
    assertEquals(Optional.of(Path.of("/opt/it")), machine.folder("WHOLE"));
    for (String none : List.of("BLANK", "HALF", "UNSET")) {
      assertEquals(Optional.empty(), machine.folder(none));
      assertEquals(Optional.of(Path.of("/home/me/.it")), machine.folder(none, ".it"));
    }
    assertEquals(Optional.of(Path.of("/opt/it")), machine.folder("WHOLE", ".it"));
    assertEquals(Optional.empty(), new Machine(Map.of()).folder("WHOLE", ".it"));
  }

  @Test
  void the_path_is_its_absolute_folders_in_its_order() {
    String path = String.join(File.pathSeparator, "/b", "", "here", "/a", "");
    assertEquals(List.of(Path.of("/b"), Path.of("/a")), new Machine(Map.of("PATH", path)).path());
    assertEquals(List.of(), new Machine(Map.of()).path());
  }

  @Test
  void a_folder_that_is_not_there_has_nothing_in_it() {
    Path none = scratch.resolve("none");
    assertEquals(List.of(), Machine.children(none));
    assertEquals(List.of(), Machine.inside(none, List.of("x")));
  }

  @Test
  void what_lies_in_a_folder_comes_by_name() throws IOException {
    Path b = program("versions/b");
    Path a = program("versions/a-1");
    assertEquals(List.of(a, b), Machine.children(scratch.resolve("versions")));
    assertEquals(List.of(a), Machine.children(scratch.resolve("versions"), "a-*"));
  }

  @Test
  void the_program_of_an_installation_is_the_first_that_can_be_run() throws IOException {
    Path third = program("bin/it3");
    program("bin/it2");
    Files.writeString(scratch.resolve("bin/it1"), "");
    assertEquals(List.of(third), Machine.inside(scratch, List.of("it1", "it3", "it2")));
  }
}
