package org.omnipkg.ecosystem.go.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** What the go command of a generation does with one module. */
class GoCommandTest extends GoCommandBench {
  @Test
  void a_go_sum_that_holds_a_module_to_another_hash_is_refused_and_left_as_it_is()
      throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n\ngo 1.21\n");
    String wrong =
        "example.com/else v9.0.0 h1:Other=\nexample.com/door v1.2.0/go.mod h1:Mod=\n"
            + "example.com/door v1.2.0 h1:False=\n";
    Files.writeString(project.resolve("go.sum"), wrong);
    Output refused = build();
    assertEquals(1, refused.exit(), refused.out());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("[integrity.go-sum]"), refused.err());
    assertTrue(refused.err().contains("go.sum line 3"), refused.err());
    assertEquals(wrong, Files.readString(project.resolve("go.sum")));
    Files.writeString(project.resolve("go.sum"), wrong.replace("False=", "Zip="));
    assertEquals(0, build().exit());
  }

  @Test
  void the_users_module_sees_the_modules_of_the_environment() throws IOException {
    String copy = goMod("module mine\n\ngo 1.21\n");
    assertTrue(copy.contains("require example.com/door v1.2.0 // indirect"), copy);
    assertTrue(copy.contains("require example.com/hinge v1.1.0 // indirect"), copy);
    assertTrue(copy.contains("exclude example.com/hinge v1.0.0"), copy);
    assertTrue(copy.contains("exclude example.com/gone v0.1.0"), copy);
  }

  @Test
  void the_same_modules_have_the_same_folder_in_every_generation_so_that_what_was_compiled_counts()
      throws IOException {
    String first = cache();
    root = root.resolveSibling("0002");
    lay(List.of(tree("example.com/door", "v1.2.0", List.of("example.com/hinge v1.0.0"))));
    String other = cache();
    root = root.resolveSibling("0003");
    lay(
        List.of(
            tree("example.com/door", "v1.2.0", List.of("example.com/hinge v1.0.0")),
            tree("example.com/hinge", "v1.1.0", List.of("example.com/gone v0.1.0"))));
    assertEquals(first, cache());
    assertEquals(root.resolve("go/mod"), Files.readSymbolicLink(Path.of(first)));
    assertFalse(first.equals(other), first);
  }

  private String cache() {
    return go(Map.of(), project, "build", "./...")
        .lines()
        .filter(line -> line.startsWith("cache "))
        .findFirst()
        .orElseThrow()
        .substring("cache ".length());
  }

  @Test
  void nothing_of_the_users_changes() throws IOException {
    goMod("module mine\n");
    assertEquals("module mine\n", Files.readString(project.resolve("go.mod")));
    try (var files = Files.walk(project)) {
      assertEquals(3, files.count());
    }
  }

  @Test
  void an_older_version_in_the_users_go_mod_becomes_the_environments() throws IOException {
    String copy =
        goMod(
            "module mine\nrequire (\n\texample.com/door v1.1.9 // why\n\tother.org/x v1.0.0\n)\n");
    assertTrue(copy.contains("example.com/door v1.2.0 // why\n"), copy);
    assertFalse(copy.contains("v1.1.9"), copy);
    assertTrue(copy.contains("\tother.org/x v1.0.0\n"), copy);
    assertTrue(copy.contains("other.org/x v1.0.0, which is not in this environment"), copy);
  }

  @Test
  void a_newer_version_in_the_users_go_mod_stays_and_is_told() throws IOException {
    for (String newer : List.of("v1.10.0", "v2.0.0+incompatible", "v1.2.1")) {
      String copy = goMod("module mine\nrequire example.com/door " + newer + "\n");
      assertTrue(copy.contains("require example.com/door " + newer + "\n"), copy);
      assertTrue(copy.contains("brings it up to date"), copy);
    }
  }

  @Test
  void what_the_users_go_mod_only_needs_indirectly_falls_away() throws IOException {
    String copy = goMod("module mine\nrequire other.org/x v1.0.0 // indirect\n");
    assertFalse(copy.contains("other.org/x"), copy);
  }

  @Test
  void a_module_in_a_folder_of_the_users_is_not_missed() throws IOException {
    String said =
        goMod(
            "module mine\nrequire (\n\tx.org/own v0.0.0\n\ty.org/own v0.0.0\n)\n"
                + "replace x.org/own => ./own\nreplace (\n\ty.org/own v0.0.0 => ../y\n)\n");
    assertTrue(said.contains("\tx.org/own v0.0.0\n\ty.org/own v0.0.0\n"), said);
    assertFalse(said.contains("not in this environment"), said);
  }

  @Test
  void a_module_is_not_required_by_itself() throws IOException {
    String copy = goMod("module example.com/door\n");
    assertFalse(copy.contains("require example.com/door"), copy);
  }

  @Test
  void the_users_own_flags_are_kept() throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n");
    String said = go(Map.of("GOFLAGS", "-race -v"), project, "test");
    assertTrue(said.contains("flags -race -v -mod=mod "), said);
    String file = go(Map.of("FROM_FILE", "-buildvcs=false"), project, "test");
    assertTrue(file.contains("flags -buildvcs=false -mod=mod "), file);
  }

  @Test
  void nothing_is_fetched() throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n");
    String said = go(Map.of("GOPROXY", "https://proxy.example"), project, "build");
    assertTrue(
        said.contains("proxy off\ncache " + temporary.resolve("home/cache/go-modules/sets")), said);
  }

  @Test
  void code_without_a_go_mod_sees_them_too() {
    Path bare = project.resolve("sub");
    String said = go(Map.of(), bare, "run", "app.go", "user@example.com");
    assertTrue(said.contains("args run app.go user@example.com"), said);
    assertTrue(said.contains(" -overlay="), said);
    assertTrue(said.contains("module loose\ngo 1.22.5\nrequire example.com/door v1.2.0"), said);
  }

  @Test
  void what_manages_modules_is_the_plain_go_command() throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n");
    for (String[] words :
        List.of(
            new String[] {"get", "example.com/x"},
            new String[] {"mod", "tidy"},
            new String[] {"install", "example.com/x@latest"},
            new String[] {"version"})) {
      String said = go(Map.of("GOPROXY", "p"), project, words);
      assertTrue(said.contains("proxy p\ncache \n"), said);
    }
  }

  @Test
  void a_vendored_module_is_left_alone() throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n");
    Files.createDirectories(project.resolve("vendor"));
    Files.writeString(project.resolve("vendor/modules.txt"), "");
    assertTrue(go(Map.of("GOPROXY", "p"), project, "build").contains("proxy p\n"));
  }

  @Test
  void another_folder_may_be_named() throws IOException {
    Files.writeString(project.resolve("go.mod"), "module mine\n");
    String said = go(Map.of(), temporary, "build", "-C", project.toString(), "./...");
    assertTrue(said.contains("module mine\n"), said);
  }

  @Test
  void an_environment_without_modules_has_the_toolchains_own_command() {
    Runtime runtime =
        new Runtime("go", "gc", "1.22.5", home.resolve("bin/go"), home, "system", Map.of());
    List<Step> steps =
        new GoLayout().prefix(new Prefix(root, root, runtime, List.of(), Optional.empty()));
    assertTrue(
        steps.contains(
            new Step.Symlink(root.resolve("bin/go"), home.resolve("bin/go").toString())));
  }
}
