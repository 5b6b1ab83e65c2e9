package org.omnipkg.ecosystem.node.internal.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.ProjectReader;
import org.omnipkg.spi.ProjectReader.Wanted;
import org.omnipkg.tck.CannedDesk;

class NodeProjectTest {
  @TempDir Path folder;

  private ProjectReader.Project read(String manifest) throws IOException {
    write("package.json", manifest);
    return new NodeProject().read(folder, new CannedDesk(folder));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void what_it_runs_with_and_what_it_is_worked_on_with_are_wanted() throws IOException {
    ProjectReader.Project project =
        read(
            """
            {
              "name": "mine",
              "dependencies": {
                "react": "^18",
                "any": "*"
              },
              "devDependencies": { "jest": "~29.1" },
              "engines": { "node": ">=18" }
            }
            """);
    assertEquals(
        List.of(
            new Wanted("react@^18", "package.json line 4"),
            new Wanted("any", "package.json line 5"),
            new Wanted("jest@~29.1", "package.json line 7")),
        project.wanted());
    assertEquals(Optional.of(">=18"), project.runtime());
  }

  @Test
  void what_is_optional_is_said_to_be_even_where_it_stands_in_another_section_too()
      throws IOException {
    ProjectReader.Project project =
        read(
            """
            {"dependencies": {"far": "^1", "near": "^2"},
             "optionalDependencies": {"far": "^2", "place": "https://example.com/place.tgz"}}
            """);
    assertEquals(
        List.of("far@^2; optional", "near@^2", "place@https://example.com/place.tgz; optional"),
        project.wanted().stream().map(Wanted::words).toList());
  }

  private List<String> wanted(CannedDesk desk) {
    return new NodeProject().read(folder, desk).wanted().stream().map(Wanted::words).toList();
  }

  @Test
  void its_own_peers_are_wanted_but_those_it_can_do_without() throws IOException {
    write(
        "package.json",
        """
        {"devDependencies": {"b": "2"}, "peerDependencies": {"a": "^1", "b": ">=1", "c": "*"},
         "peerDependenciesMeta": {"c": {"optional": true}}}
        """);
    assertEquals(List.of("b@2", "a@^1"), wanted(new CannedDesk(folder)));
    CannedDesk legacy = new CannedDesk(folder).variable("npm_config_legacy_peer_deps", "true");
    assertEquals(List.of("b@2"), wanted(legacy));
  }

  @Test
  void what_npm_is_configured_to_leave_out_is_left_out() throws IOException {
    write(
        "package.json",
        """
        {"dependencies": {"a": "1"}, "devDependencies": {"b": "2"},
         "optionalDependencies": {"c": "3"}}
        """);
    assertEquals(
        List.of("a@1", "c@3; optional"),
        wanted(new CannedDesk(folder).variable("NODE_ENV", "production")));
    assertEquals(
        List.of("a@1"), wanted(new CannedDesk(folder).variable("npm_config_omit", "dev optional")));
    write(".npmrc", "omit[]=dev\n");
    assertEquals(List.of("a@1", "c@3; optional"), wanted(new CannedDesk(folder)));
    assertEquals(
        List.of("a@1", "b@2", "c@3; optional"),
        wanted(new CannedDesk(folder).variable("npm_config_include", "dev")));
  }

  /** What a line speaks of first. */
  private static Progress noting(List<String> told) {
    return new Progress() {
      @Override
      public void step(String what) {}

      @Override
      public void note(String line) {
        told.add(line.split("`")[1]);
      }

      @Override
      public Task task(String label, long total) {
        return Progress.SILENT.task(label, total);
      }

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }

  @Test
  void a_lock_that_fixes_nothing_is_told() throws IOException {
    write("package.json", "{\"dependencies\": {\"a\": \"1\"}}");
    write("yarn.lock", "");
    write("package-lock.json", "{\"lockfileVersion\": 1, \"dependencies\": {}}");
    List<String> told = new ArrayList<>();
    wanted(new CannedDesk(folder).telling(noting(told)));
    assertEquals(List.of("package-lock.json", "yarn.lock", "node_modules"), told);
  }

  @Test
  void where_packages_are_looked_for_is_told_once_and_for_all() throws IOException {
    write("package.json", "{\"dependencies\": {\"a\": \"1\"}}");
    List<String> told = new ArrayList<>();
    wanted(new CannedDesk(folder).telling(noting(told)));
    assertEquals(List.of("node_modules"), told);
    Files.createSymbolicLink(folder.resolve("node_modules"), Path.of("gone/meanwhile"));
    wanted(new CannedDesk(folder).telling(noting(told)));
    assertEquals(List.of("node_modules"), told, "the link is there, the user's own folder or not");
  }

  @Test
  void a_section_that_is_no_object_is_refused() throws IOException {
    write("package.json", "{\"dependencies\": [\"react\"]}");
    Refusal refusal = assertThrows(Refusal.class, () -> wanted(new CannedDesk(folder)));
    assertEquals("project.malformed", refusal.diagnostic().code());
  }

  @Test
  void overrides_become_paths_of_names() throws IOException {
    ProjectReader.Project project =
        read(
            """
            {"dependencies": {"react": "^18.2"},
             "overrides": {"a": "1", "b": {".": "2", "c": "3"}, "d": {"react": "$react"}}}
            """);
    assertEquals(Map.of("a", "1", "b", "2", "b>c", "3", "d>react", "^18.2"), project.overrides());
  }

  @Test
  void what_it_asks_for_itself_is_not_overridden_by_anything_else() throws IOException {
    String asked = "{\"dependencies\": {\"a\": \"^1\"}, \"overrides\": {\"a\": %s}}";
    for (String rule : List.of("\"1.5.0\"", "{\".\": \"2\", \"b\": \"1\"}")) {
      Refusal refusal = assertThrows(Refusal.class, () -> read(asked.formatted(rule)));
      assertEquals("npm.override", refusal.diagnostic().code());
    }
    assertEquals(Map.of("a", "^1"), read(asked.formatted("\"^1\"")).overrides());
    assertEquals(Map.of("a", "^1"), read(asked.formatted("\"$a\"")).overrides());
    assertEquals(Map.of("a>b", "1"), read(asked.formatted("{\"b\": \"1\"}")).overrides());
    assertEquals(
        Map.of("a", "1.5.0"),
        read("{\"peerDependencies\": {\"a\": \"^1\"}, \"devDependencies\": {\"a\": \"1.5.0\"},"
                + " \"overrides\": {\"a\": \"1.5.0\"}}")
            .overrides());
    Refusal unknown =
        assertThrows(Refusal.class, () -> read("{\"overrides\": {\"a\": \"$gone\"}}"));
    assertEquals("npm.override", unknown.diagnostic().code());
  }

  @Test
  void members_of_its_workspaces_are_folders_to_be_linked() throws IOException {
    write("packages/one/package.json", "{\"name\": \"one\", \"dependencies\": {\"x\": \"1\"}}");
    write("packages/two/package.json", "{\"name\": \"@s/two\"}");
    write("packages/two/node_modules/three/package.json", "{\"name\": \"three\"}");
    write("packages/old/package.json", "{\"name\": \"old\"}");
    write("tools/deep/down/package.json", "{\"name\": \"tools\"}");
    ProjectReader.Project project =
        read(
            "{\"workspaces\": [\"packages/*\", \"!packages/old\", \"./tools/**\", \"../outside\"],"
                + " \"dependencies\": {\"one\": \"^1\", \"y\": \"2\"}}");
    assertEquals(
        List.of(
            "y@2",
            "one@" + folder.resolve("packages/one").toUri(),
            "@s/two@" + folder.resolve("packages/two").toUri(),
            "tools@" + folder.resolve("tools/deep/down").toUri()),
        project.wanted().stream().map(Wanted::words).toList());
  }

  @Test
  void a_member_without_a_name_is_refused() throws IOException {
    write("packages/one/package.json", "{}");
    Refusal refusal = assertThrows(Refusal.class, () -> read("{\"workspaces\": [\"packages/*\"]}"));
    assertEquals("project.malformed", refusal.diagnostic().code());
  }

  @Test
  void a_lock_file_fixes_versions_while_it_is_of_the_same_manifest() throws IOException {
    write(
        "package-lock.json",
        """
        {"lockfileVersion": 3, "packages": {
          "": {"dependencies": {"a": "^1"}},
          "node_modules/a": {"version": "1.2.0"},
          "node_modules/a/node_modules/b": {"version": "1.0.0"},
          "node_modules/b": {"version": "2.0.0"},
          "node_modules/old": {"name": "real", "version": "3.0.0"}}}
        """);
    List<String> fixed =
        read("{\"dependencies\": {\"a\": \"^1\"}}").constraints().stream()
            .map(c -> c.target().name() + " " + c.range())
            .toList();
    assertEquals(List.of("a 1.2.0", "b 1.0.0 || 2.0.0", "real 3.0.0"), fixed);
    assertEquals(List.of(), read("{\"dependencies\": {\"a\": \"^2\"}}").constraints());
  }

  private List<String> fixed(String manifest) throws IOException {
    return read(manifest).constraints().stream()
        .map(c -> c.target().name() + " " + c.range() + " " + c.features())
        .toList();
  }

  @Test
  void a_lock_of_an_npm_before_the_seventh_counts_while_it_has_what_is_asked_for()
      throws IOException {
    write(
        "package-lock.json",
        """
        {"lockfileVersion": 1, "dependencies": {
          "a": {"version": "1.2.0", "integrity": "sha512-AAAA", "requires": {"b": "1"},
                "dependencies": {"b": {"version": "1.0.0"}, "in": {"version": "1.0.0", "bundled": true}}},
          "b": {"version": "2.0.0"},
          "old": {"version": "npm:real@3.0.0"},
          "git": {"version": "git+https://example.com/git.git#abc"}}}
        """);
    assertEquals(
        List.of(
            "a 1.2.0 [1.2.0 package-lock.json sha512-AAAA]",
            "b 1.0.0 || 2.0.0 []",
            "real 3.0.0 []"),
        fixed("{\"dependencies\": {\"a\": \"^1\"}, \"optionalDependencies\": {\"c\": \"1\"}}"));
    assertEquals(List.of(), fixed("{\"dependencies\": {\"a\": \"^2\"}}"));
    assertEquals(List.of(), fixed("{\"dependencies\": {\"a\": \"^1\", \"new\": \"1\"}}"));
  }

  @Test
  void a_shrinkwrap_counts_before_a_lock() throws IOException {
    String lock =
        "{\"packages\": {\"\": {\"dependencies\": {\"a\": \"1\"}},"
            + " \"node_modules/a\": {\"version\": \"%s\"}}}";
    write("package-lock.json", lock.formatted("1.0.0"));
    write("npm-shrinkwrap.json", lock.formatted("1.1.0"));
    assertEquals(List.of("a 1.1.0 []"), fixed("{\"dependencies\": {\"a\": \"1\"}}"));
  }

  @Test
  void a_lock_that_cannot_be_read_is_named_in_the_hint_too() throws IOException {
    write("package-lock.json", "{");
    Refusal refusal = assertThrows(Refusal.class, () -> read("{}"));
    assertTrue(refusal.diagnostic().hint().contains("./package-lock.json"), refusal.toString());
  }

  @Test
  void a_tarball_beside_it_is_named_by_its_whole_path() throws IOException {
    assertEquals(
        "a@file:" + folder.resolve("a.tgz"),
        read("{\"dependencies\": {\"a\": \"file:./a.tgz\"}}").wanted().get(0).words());
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_with_its_line() {
    Refusal refusal = assertThrows(Refusal.class, () -> read("{\n  \"a\": 1,\n}"));
    assertEquals("project.malformed", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("line 3"), refusal.diagnostic().message());
    assertThrows(Refusal.class, () -> read("[]"));
  }
}
