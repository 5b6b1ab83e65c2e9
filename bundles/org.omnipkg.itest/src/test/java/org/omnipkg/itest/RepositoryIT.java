package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of a repository of git that the test makes. */
@Tag("live")
class RepositoryIT {
  private final Shipped omnipkg = new Shipped();
  private GitOrigin origin;

  @BeforeEach
  void commit() throws IOException {
    origin = new GitOrigin(omnipkg, "origin");
    origin.put(
        "pyproject.toml", project("gitdemo", "dynamic = [\"version\"]", "setuptools_scm>=8"));
    origin.put("src/gitdemo/__init__.py", "WORD = 'one'\n");
    origin.put("part/pyproject.toml", project("gitpart", "version = \"0.5\"", "setuptools"));
    origin.put("part/src/gitpart/__init__.py", "WORD = 'part'\n");
    origin.commit("one");
    origin.git("tag", "v1.0");
    origin.put("src/gitdemo/__init__.py", "WORD = 'two'\n");
    origin.commit("two");
  }

  @AfterEach
  void close() {
    omnipkg.close();
  }

  private static String project(String name, String version, String need) {
    return String.join(
            "\n",
            "[build-system]",
            "requires = [\"setuptools>=64\", \"" + need + "\"]",
            "build-backend = \"setuptools.build_meta\"",
            "[project]",
            "name = \"" + name + "\"",
            version,
            version.startsWith("dynamic") ? "[tool.setuptools_scm]" : "")
        + "\n";
  }

  private String place(String revision) {
    return "git+" + origin.uri() + revision;
  }

  private String says(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "python", "-c", code).ok().out().strip();
  }

  private JsonNode origin(String environment, String distribution) throws IOException {
    Path farm = omnipkg.home().resolve("env/" + environment + "/farm");
    try (Stream<Path> files = Files.walk(farm)) {
      Path file =
          files
              .filter(path -> path.endsWith("direct_url.json"))
              .filter(path -> path.toString().contains(distribution + "-"))
              .reduce((first, last) -> last)
              .orElseThrow();
      return new ObjectMapper().readTree(file.toFile());
    }
  }

  @Test
  void a_repository_is_installed_at_a_commit_and_every_lock_of_it_makes_the_same()
      throws Exception {
    String one = origin.git("rev-parse", "v1.0");
    omnipkg.run("-e", "a", "install", "gitdemo @ " + place("@v1.0")).ok();
    assertEquals(
        "one 1.0",
        says(
            "a",
            "import gitdemo, importlib.metadata as m; print(gitdemo.WORD, m.version('gitdemo'))"));
    assertEquals(one, origin("a", "gitdemo").at("/vcs_info/commit_id").asText());
    String info = omnipkg.run("-e", "a", "info", "gitdemo").ok().out();
    assertTrue(info.contains("built from commit " + one), info);
    omnipkg.run("-e", "a", "export").ok();
    Path lock = omnipkg.directory().resolve("omnipkg.lock");
    String text = Files.readString(lock);
    assertTrue(text.contains(place("@" + one)), text);
    omnipkg.run("-e", "b", "sync").ok();
    omnipkg.run("-e", "b", "export", "again.lock").ok();
    assertEquals(text, Files.readString(omnipkg.directory().resolve("again.lock")));
    try (Shipped other = new Shipped()) {
      omnipkg
          .call(
              List.of(
                  "cp",
                  "-r",
                  origin.folder().toString(),
                  lock.toString(),
                  other.directory().toString()))
          .ok();
      other.run("sync").ok();
      String word = "import gitdemo; print(gitdemo.WORD)";
      assertEquals("one", other.run("exec", "python", "-c", word).ok().out().strip());
      other.run("export", "again.lock").ok();
      assertEquals(text, Files.readString(other.directory().resolve("again.lock")));
    }
  }

  @Test
  void a_branch_stays_where_it_was_until_it_is_asked_for_anew() throws Exception {
    String word = "import gitdemo; print(gitdemo.WORD)";
    omnipkg.run("-e", "a", "install", "gitdemo @ " + place("@main")).ok();
    assertEquals("two", says("a", word));
    origin.put("src/gitdemo/__init__.py", "WORD = 'three'\n");
    origin.commit("three");
    omnipkg.run("-e", "a", "install", "idna").ok();
    assertEquals("two", says("a", word));
    omnipkg.run("-e", "a", "install", "--upgrade", "gitdemo @ " + place("@main")).ok();
    assertEquals("three", says("a", word));
    omnipkg.run("-e", "a", "revert").ok();
    assertEquals("two", says("a", word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv", "pip"})
  void every_resolver_takes_two_projects_of_one_repository(String resolver) throws Exception {
    omnipkg.file("requirements.txt", place("@v1.0") + "#egg=gitpart&subdirectory=part");
    omnipkg
        .run(
            "-e",
            resolver,
            "install",
            "--resolver",
            resolver,
            "gitdemo @ " + place(""),
            "-r",
            "requirements.txt")
        .ok();
    assertEquals(
        "two part", says(resolver, "import gitdemo, gitpart; print(gitdemo.WORD, gitpart.WORD)"));
    assertEquals("part", origin(resolver, "gitpart").path("subdirectory").asText());
    assertEquals(Map.of("gitdemo", "requested", "gitpart", "requested"), requested(resolver));
  }

  private Map<String, String> requested(String environment) throws IOException {
    JsonNode packages =
        new ObjectMapper()
            .readTree(omnipkg.run("-e", environment, "list", "--json").ok().out())
            .required("packages");
    Map<String, String> names = new java.util.TreeMap<>();
    packages.forEach(one -> names.put(one.path("name").asText(), "requested"));
    return names;
  }

  @ParameterizedTest
  @ValueSource(strings = {"house", "uv"})
  void a_project_is_installed_from_its_folder_as_it_is_each_time(String resolver) throws Exception {
    String word = "import gitpart; print(gitpart.WORD)";
    String[] again = {"-e", "a", "install", "--resolver", resolver, "./origin/part"};
    omnipkg.run(again).ok();
    assertEquals("part", says("a", word));
    assertTrue(origin("a", "gitpart").has("dir_info"));
    omnipkg.run("-e", "a", "export").ok();
    omnipkg.run("-e", "b", "sync").ok();
    assertEquals("part", says("b", word));
    origin.put("part/src/gitpart/__init__.py", "WORD = 'changed'\n");
    omnipkg.run(again).ok();
    assertEquals("changed", says("a", word));
    omnipkg.run("-e", "c", "sync", "--offline").ok();
    assertEquals("part", says("c", word));
  }

  @Test
  void what_a_repository_has_not_got_is_refused_and_nothing_is_changed() {
    omnipkg
        .run("-e", "a", "install", "gitdemo @ " + place("@nope"))
        .refused(1, "repository.unknown-revision");
    omnipkg
        .run("-e", "a", "install", "gitdemo @ " + place("-gone"))
        .refused(1, "repository.unreachable");
    omnipkg
        .run("-e", "a", "install", "gitdemo @ " + place("@v1.0#subdirectory=nix"))
        .refused(1, "repository.no-folder");
    omnipkg
        .run("-e", "a", "install", "other @ " + place("@v1.0"))
        .refused(1, "resolve.no-solution");
    omnipkg.run("-e", "a", "install", place("@v1.0")).refused(2, "requirement.malformed");
    omnipkg.run("-e", "a", "list").refused(1, "environment.unknown");
  }
}
