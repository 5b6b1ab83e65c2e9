package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runtimes are chosen with the packages that need them, or the quarrel is told to its end. */
@Tag("live")
class ChosenRuntimesIT {
  private static Shipped omnipkg;

  @BeforeAll
  static void open() throws IOException {
    omnipkg = new Shipped();
    // none of the user's own interpreters, so that an old one has to be obtained
    String nowhere = Files.createDirectories(omnipkg.directory().resolve("nobody")).toString();
    omnipkg.with("HOME", nowhere).with("PYENV_ROOT", nowhere).with("PATH", "/usr/bin:/bin");
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static String refused(String code, String... argv) {
    return omnipkg.run(argv).refused(1, code).err();
  }

  private static String hint(String said) {
    return said.lines().filter(line -> line.startsWith("hint: ")).findFirst().orElse("");
  }

  @Test
  void a_package_of_its_day_brings_the_python_of_its_day() {
    String seen = omnipkg.run("-e", "old", "install", "--dry-run", "numpy==1.19.5").ok().err();
    assertTrue(seen.contains("python 3.9"), seen);
    assertFalse(omnipkg.run("runtime", "list").ok().out().contains("omnipkg"));
    omnipkg.run("-e", "old", "install", "numpy==1.19.5").ok();
    String code = "import numpy, sys; print(numpy.__version__, *sys.version_info[:2])";
    String said = omnipkg.run("-e", "old", "exec", "python", "-c", code).ok().out();
    assertEquals("1.19.5 3 9", said.strip());
  }

  @Test
  void the_python_of_an_environment_stays_and_the_hint_works() {
    omnipkg.run("-e", "now", "install", "--python", "3.11", "six").ok();
    String said =
        refused("resolve.no-matching-artifact", "-e", "now", "install", "tensorflow==2.8.0");
    assertTrue(hint(said).contains("`omnipkg -e now swap python 3."), said);
    String version = hint(said).replaceFirst(".*swap python ([0-9.]+)`.*", "$1");
    omnipkg.run("-e", "now", "swap", "python", version, "--dry-run").ok();
    omnipkg.run("-e", "now", "install", "--dry-run", "python@" + version, "tensorflow==2.8.0").ok();
  }

  @Test
  void what_a_tool_of_another_language_needs_decides_the_python() {
    String seen =
        omnipkg
            .run("-e", "gyp", "install", "--dry-run", "npm:node-gyp@8.4.1", "numpy>=2.1")
            .ok()
            .err();
    assertTrue(seen.matches("(?s).*python 3\\.1[01]\\..*"), seen);
    String said =
        refused("resolve.no-solution", "-e", "gyp", "install", "npm:node-gyp@8.4.1", "sphinx>=9.1");
    assertTrue(said.contains("sphinx 9.1.0 to"), said);
    assertTrue(
        said.contains("needs python <3.12 (its bundled gyp imports distutils.version)"), said);
    assertTrue(said.contains("comes with `npm:node-gyp@8.4.1` (word 1)"), said);
    String word =
        hint(said).replaceFirst("hint: `([^`]+)` in place of `npm:node-gyp@8.4.1`.*", "$1");
    omnipkg.run("-e", "gyp", "install", "--dry-run", word, "sphinx>=9.1").ok();
  }

  @Test
  void what_is_asked_for_brings_a_node_its_engines_admit() {
    String word = "npm:commander@15.0.0";
    String seen = omnipkg.run("-e", "node", "install", "--dry-run", word).ok().err();
    assertTrue(seen.matches("(?s).*on node 2[2-9]\\..*"), seen);
    String told = omnipkg.run("-e", "node", "install", "--dry-run", "node@20", word).ok().err();
    assertTrue(told.contains("made for another Node than 20."), told);
    Shipped strict = omnipkg.beside("npm_config_engine_strict", "true");
    String said =
        strict
            .run("-e", "node", "install", "--dry-run", "node@20", word)
            .refused(1, "resolve.runtime-conflict")
            .err();
    assertTrue(hint(said).matches("hint: `node@2[0-9.]+` in place of the node you named"), said);
  }

  @Test
  void the_go_line_of_a_module_is_a_demand_like_any_other() throws IOException {
    omnipkg.file(
        "go.mod",
        "module example.com/own",
        "",
        "go 1.23",
        "",
        "require github.com/google/uuid v1.3.0");
    try {
      String said = refused("resolve.runtime-conflict", "-e", "go", "install", "go@1.20");
      assertTrue(said.contains("the project asks for go `>=1.23`"), said);
      assertTrue(said.contains("you asked for go@1.20"), said);
      String seen = omnipkg.run("-e", "go", "install", "--dry-run").ok().err();
      assertTrue(seen.matches("(?s).*go 1\\.(2[3-9]|[3-9][0-9]).*"), seen);
    } finally {
      Files.delete(omnipkg.directory().resolve("go.mod"));
    }
  }
}
