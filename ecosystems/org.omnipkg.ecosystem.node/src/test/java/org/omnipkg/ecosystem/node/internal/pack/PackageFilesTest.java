package org.omnipkg.ecosystem.node.internal.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Refusal;

class PackageFilesTest {
  /** Files and what they say. */
  private static final class Written implements Tree {
    private final TreeMap<String, String> texts = new TreeMap<>();

    Written manifest(String more) {
      return file("package.json", ("{'name': 'a', 'version': '1.0.0'" + more + "}"));
    }

    Written file(String name, String text) {
      texts.put(name, text.replace('\'', '"'));
      return this;
    }

    Written files(String... names) {
      for (String name : names) {
        texts.put(name, "");
      }
      return this;
    }

    @Override
    public SortedSet<String> files() {
      return new TreeSet<>(texts.keySet());
    }

    @Override
    public String text(String file) {
      return texts.get(file);
    }
  }

  private static void packs(String expected, Written folder) throws IOException {
    assertEquals(expected, String.join(" ", PackageFiles.of(folder)));
  }

  @Test
  void without_a_word_all_is_packed_but_what_nobody_wants() throws IOException {
    packs(
        "a.js lib/b.js package.json",
        new Written()
            .manifest("")
            .files("a.js", "lib/b.js", ".npmrc", "lib/.npmrc", ".DS_Store", "lib/._b", "x.orig")
            .files("package-lock.json", "yarn.lock", "npm-debug.log", ".git/config", "CVS/x")
            .files("node_modules/b/index.js", "a*b.js"));
  }

  @Test
  void named_files_are_packed_and_with_them_what_always_is() throws IOException {
    packs(
        "LICENSE README.md bin/run.js dist/a.js dist/deep/b.js main.js package.json",
        new Written()
            .manifest(", 'files': ['dist'], 'main': 'main.js', 'bin': './bin/run.js'")
            .files("dist/a.js", "dist/deep/b.js", "src/a.ts", "main.js", "bin/run.js", "bin/x.js")
            .files("README.md", "LICENSE", "CHANGELOG.md", "package-lock.json"));
  }

  @Test
  void patterns_of_files_may_take_back_and_reach_deep() throws IOException {
    packs(
        "lib/a.js lib/x/c.d.ts package.json",
        new Written()
            .manifest(", 'files': ['lib/*', '!lib/b.js', '!**/*.map']")
            .files("lib/a.js", "lib/b.js", "lib/a.js.map", "lib/x/c.d.ts", "other.js"));
    packs(
        "package.json src/deep/a.d.ts",
        new Written()
            .manifest(", 'files': ['src/**/*.d.{ts,mts}']")
            .files("src/deep/a.d.ts", "src/deep/a.ts"));
  }

  @Test
  void an_ignore_file_of_npm_stands_in_for_that_of_git_in_every_folder() throws IOException {
    packs(
        "built.js lib/kept.log lib/sub/y.js package.json",
        new Written()
            .manifest("")
            .file(".gitignore", "built.js\n")
            .file(".npmignore", "# sources\n*.ts\ntest/\n")
            .files("built.js", "a.ts", "test/t.js", "lib/test/t.js")
            .file("lib/.gitignore", "!kept.log\n*.js\n")
            .files("lib/kept.log", "lib/x.js")
            .file("lib/sub/.npmignore", "!y.js\n")
            .files("lib/sub/y.js"));
  }

  @Test
  void where_files_are_named_the_ignore_file_beside_them_is_not_read_and_deeper_ones_are()
      throws IOException {
    packs(
        "dist/a.js package.json",
        new Written()
            .manifest(", 'files': ['dist']")
            .file(".npmignore", "dist\n")
            .file("dist/.npmignore", "*.map\n")
            .files("dist/a.js", "dist/a.js.map"));
  }

  @Test
  void bundled_packages_come_with_all_they_need() throws IOException {
    String index = "index.js";
    packs(
        "node_modules/b/index.js node_modules/b/package.json node_modules/c/index.js"
            + " node_modules/c/package.json package.json",
        new Written()
            .manifest(
                ", 'dependencies': {'b': '1'}, 'devDependencies': {'d': '1'},"
                    + " 'bundleDependencies': ['b', 'd', 'gone']")
            .file("node_modules/b/package.json", "{'name': 'b', 'dependencies': {'c': '1'}}")
            .file("node_modules/c/package.json", "{'name': 'c', 'files': ['index.js']}")
            .file("node_modules/d/package.json", "{'name': 'd'}")
            .files("node_modules/b/" + index, "node_modules/c/" + index, "node_modules/c/x.js"));
  }

  @Test
  void commands_of_a_folder_are_always_packed() throws IOException {
    packs(
        "package.json tools/run",
        new Written()
            .manifest(", 'files': [], 'directories': {'bin': './tools'}")
            .files("tools/run", "tools/.hidden", "other"));
  }

  @Test
  void patterns_that_match_in_too_many_ways_are_refused() {
    for (String pattern : List.of("+(+(+(a)))b", "*a*a*a*a*a*a*a*b", "**/a/".repeat(12) + "b")) {
      Written folder =
          new Written()
              .manifest(", 'files': ['" + pattern + "']")
              .files("a".repeat(60) + "c", "a/".repeat(40) + "c");
      Refusal refusal =
          assertThrows(Refusal.class, () -> PackageFiles.of(folder, new Effort(1_000_000)));
      assertEquals("npm.endless-patterns", refusal.diagnostic().code(), pattern);
    }
  }

  @Test
  void a_manifest_that_cannot_be_read_hides_nothing() throws IOException {
    packs("a.js package.json", new Written().file("package.json", "{").files("a.js"));
  }
}
