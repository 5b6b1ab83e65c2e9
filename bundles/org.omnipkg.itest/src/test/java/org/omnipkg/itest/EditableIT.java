package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects that an environment runs from their own folder, by the real backends. */
@Tag("live")
class EditableIT {
  private final Shipped omnipkg = new Shipped();

  @AfterEach
  void close() {
    omnipkg.close();
  }

  private void project(String name, String need, String backend) throws IOException {
    Files.createDirectories(omnipkg.directory().resolve(name).resolve("src").resolve(name));
    omnipkg
        .file(
            name + "/pyproject.toml",
            "[build-system]",
            "requires = [\"" + need + "\"]",
            "build-backend = \"" + backend + "\"",
            "[project]",
            "name = \"" + name + "\"",
            "version = \"0.5\"",
            "description = \"" + name + "\"",
            "dependencies = [\"six\"]",
            "[project.scripts]",
            name + "-say = \"" + name + ":say\"")
        .file(
            name + "/src/" + name + "/__init__.py", "WORD = 'one'", "def say():", "  print(WORD)");
  }

  private void say(String name, String word) throws IOException {
    omnipkg.file(
        name + "/src/" + name + "/__init__.py",
        "WORD = '" + word + "'",
        "def say():",
        "  print(WORD)");
  }

  private Set<String> files(String folder) throws IOException {
    Path root = omnipkg.directory().resolve(folder);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private String said(String environment, String name) {
    return omnipkg.run("-e", environment, "exec", name + "-say").ok().out().strip();
  }

  @ParameterizedTest
  @CsvSource({
    "byset, setuptools>=64, setuptools.build_meta, src/byset.egg-info/",
    "byhatch, hatchling, hatchling.build, none",
    "byflit, flit_core>=3.4, flit_core.buildapi, none"
  })
  void what_is_changed_in_the_folder_counts_at_once(
      String name, String need, String backend, String written) throws IOException {
    project(name, need, backend);
    Set<String> before = files(name);
    omnipkg.run("-e", "a", "install", "--editable", "./" + name).ok();
    Set<String> added = files(name);
    added.removeAll(before);
    added.removeIf(file -> file.startsWith(written));
    assertEquals(Set.of(), added, "only what the backend writes");
    assertEquals("one", said("a", name));
    say(name, "two");
    assertEquals("two", said("a", name));
    Path folder = omnipkg.directory().resolve(name);
    String listed = omnipkg.run("-e", "a", "list", "--json").ok().out();
    String shown =
        new ObjectMapper().readTree(listed).path("packages").path(0).path("editable").asText();
    assertEquals(folder.toRealPath(), Path.of(shown).toRealPath());
    assertTrue(omnipkg.run("-e", "a", "info", name).ok().out().contains("editable: runs from"));
    assertTrue(omnipkg.run("-e", "a", "status").ok().out().contains("drift        none"));
  }

  @Test
  void the_lock_names_the_folder_and_a_revert_leads_back_to_it() throws IOException {
    project("mine", "hatchling", "hatchling.build");
    omnipkg.file("requirements.txt", "-e ./mine", "idna");
    omnipkg.run("-e", "a", "install", "-r", "requirements.txt").ok();
    omnipkg.run("-e", "a", "export").ok();
    String lock = Files.readString(omnipkg.directory().resolve("omnipkg.lock"));
    assertTrue(lock.contains("source = \"folder\"\nplace = \"mine/\"\nbuilt = true"), lock);
    assertFalse(lock.contains(omnipkg.directory().toString()), lock);
    say("mine", "later");
    omnipkg.run("-e", "b", "sync").ok();
    assertEquals("later", said("b", "mine"));
    omnipkg.run("-e", "a", "install", "./mine").ok();
    say("mine", "latest");
    assertEquals("later", said("a", "mine"));
    omnipkg.run("-e", "a", "revert").ok();
    assertEquals("latest", said("a", "mine"));
    omnipkg.run("-e", "a", "uninstall", "mine").ok();
    omnipkg.run("-e", "a", "exec", "mine-say").refused(127, "exec.not-found");
  }
}
