package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;

class WordsTest {
  @TempDir private Path work;
  private final FixedLanguages languages = new FixedLanguages(new PythonEcosystem());

  private Words words(String... words) {
    return Words.read(List.of(words), List.of(), caller(), languages);
  }

  private Words files(String... files) {
    List<Path> paths = Arrays.stream(files).map(Path::of).toList();
    return Words.read(List.of(), paths, caller(), languages);
  }

  private Caller caller() {
    return new Caller(Map.of(), work, true, Duration.ZERO, Progress.SILENT);
  }

  private void write(String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> texts(Words words) {
    return words.demands().stream().map(Words.Demand::text).toList();
  }

  private static Optional<URI> direct(Words words) {
    return words.demands().get(0).dependency().direct();
  }

  @Test
  void a_bare_word_and_an_alias_are_kept_under_the_id_of_their_language() {
    assertEquals(
        List.of("python:flask>=2", "python:rich", "python:attrs"),
        texts(words("flask>=2", "pypi:rich", "python:attrs")));
  }

  @Test
  void a_demand_is_told_as_people_type_it() {
    Dependency any = Words.demand("rich>=13", "", languages).dependency();
    assertEquals("rich>=13", new Words.Demand("python:rich>=13", any, "").typed());
    assertEquals("npm:@a/b@^1", new Words.Demand("node:@a/b@^1", any, "").typed());
    assertEquals("go:gin@v1", new Words.Demand("go:gin@v1", any, "").typed());
  }

  @Test
  void folders_to_be_run_from_stand_in_a_file_with_its_other_lines() throws IOException {
    write("deep/tool/pyproject.toml", "[project]\nname = \"tool\"\n");
    write("deep/other/pyproject.toml", "[project]\nname = \"other\"\n");
    write("deep/all.txt", "six\n-e ./tool[x]  # mine\n\n--editable=other\nrich\n");
    String place = " @ " + work.resolve("deep").toUri();
    Words read = files("deep/all.txt");
    assertEquals(
        List.of(
            "python:tool[x]" + place + "tool#editable",
            "python:other" + place + "other#editable",
            "python:six",
            "python:rich"),
        texts(read));
    assertEquals(
        List.of("all.txt line 2", "all.txt line 4", "all.txt line 1", "all.txt line 5"),
        read.demands().stream().map(Words.Demand::where).toList());
    write("git.txt", "-e git+https://host.example/me/tool#egg=tool\n");
    Refusal refusal = assertThrows(Refusal.class, () -> files("git.txt"));
    assertEquals("requirement.editable-unsupported", refusal.diagnostic().code());
  }

  @Test
  void a_prefix_of_a_language_that_is_not_here_is_refused_not_read_as_a_name() {
    Refusal refusal = assertThrows(Refusal.class, () -> words("flask", "npm:react"));
    assertEquals("ecosystem.unknown", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`npm`"));
  }

  @Test
  void the_scheme_of_an_address_is_no_prefix() {
    String url = "https://files.example.org/tiny-1.0-py3-none-any.whl";
    assertEquals(Optional.of(URI.create(url)), direct(words("tiny @ " + url)));
    assertEquals(Optional.of(URI.create(url)), direct(words(url)));
    Words file = words("file:///srv/tiny-1.0-py3-none-any.whl");
    assertEquals("/srv/tiny-1.0-py3-none-any.whl", direct(file).orElseThrow().getPath());
    assertEquals("tiny", file.demands().get(0).dependency().target().name());
    Words oneSlash = words("file:/srv/tiny-1.0-py3-none-any.whl");
    assertEquals("/srv/tiny-1.0-py3-none-any.whl", direct(oneSlash).orElseThrow().getPath());
  }

  @Test
  void a_file_named_relatively_is_found_from_the_callers_directory() {
    Words read = words("./dist/tiny-1.0-py3-none-any.whl");
    URI expected = work.resolve("dist/tiny-1.0-py3-none-any.whl").toUri();
    assertEquals(expected.getPath(), direct(read).orElseThrow().getPath());
    assertTrue(direct(read).orElseThrow().isAbsolute());
  }

  @Test
  void a_relative_file_keeps_its_extras_and_its_text_can_be_read_again_elsewhere() {
    Words read = words("./tiny-1.0-py3-none-any.whl[b,a]");
    Words.Demand first = read.demands().get(0);
    Words.Demand again = Words.demand(first.text(), "", languages);
    assertEquals(java.util.Set.of("a", "b"), again.dependency().features());
    assertEquals(first.dependency().direct(), again.dependency().direct());
    assertTrue(again.dependency().direct().orElseThrow().isAbsolute());
  }

  @Test
  void files_of_constraints_limit_and_bring_nothing() throws IOException {
    write("limits.txt", "# of today\n\nrich<14\n");
    Words read = Words.read(List.of("a"), List.of(), caller(), languages);
    read.limit(List.of(Path.of("limits.txt")), caller(), languages);
    assertEquals(1, read.demands().size());
    assertEquals(List.of("rich<14"), read.constraints().stream().map(d -> d.text()).toList());
    assertEquals("limits.txt line 3", read.origins().get("rich<14"));
  }

  @Test
  void files_of_overrides_replace_ranges_and_nothing_else() throws IOException {
    write("over.txt", "rich<14\n");
    write("places.txt", "rich[jupyter]<14\n");
    Words read = Words.read(List.of("a"), List.of(), caller(), languages);
    read.override(List.of(Path.of("over.txt")), caller(), languages);
    assertEquals(Map.of("rich", "<14"), read.overrides("python"));
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> read.override(List.of(Path.of("places.txt")), caller(), languages));
    assertEquals("requirement.unsupported", refusal.diagnostic().code());
  }

  @Test
  void each_demand_says_where_it_was_asked_for() throws IOException {
    write("needs.txt", "rich\n");
    Words read = Words.read(List.of("a", "b"), List.of(Path.of("needs.txt")), caller(), languages);
    assertEquals(
        List.of("word 1", "word 2", "needs.txt line 1"),
        read.demands().stream().map(Words.Demand::where).toList());
  }

  @Test
  void files_include_files_from_their_own_folder() throws IOException {
    write("needs.txt", "a\n-r sub/more.txt\n");
    write("sub/more.txt", "b\n-r deep.txt\n");
    write("sub/deep.txt", "c\n");
    assertEquals(List.of("python:a", "python:b", "python:c"), texts(files("needs.txt")));
  }

  @Test
  void what_a_constraints_file_names_or_includes_constrains_and_is_not_asked_for()
      throws IOException {
    write("needs.txt", "a\n-c sub/limits.txt\n");
    write("sub/limits.txt", "b<2\n-r inner.txt\n");
    write("sub/inner.txt", "c<3\n");
    Words read = files("needs.txt");
    assertEquals(List.of("python:a"), texts(read));
    assertEquals(
        List.of("b", "c"),
        read.constraints().stream().map(Dependency::target).map(name -> name.name()).toList());
  }

  @Test
  void files_that_include_each_other_are_read_once() throws IOException {
    write("one.txt", "a\n-r two.txt\n");
    write("two.txt", "b\n-r ./sub/../one.txt\n");
    assertEquals(List.of("python:a", "python:b"), texts(files("one.txt", "two.txt")));
  }

  @Test
  void a_file_that_is_both_required_and_a_constraint_is_read_as_both() throws IOException {
    write("needs.txt", "-c pins.txt\n-r pins.txt\n");
    write("pins.txt", "a==1\n");
    Words read = files("needs.txt");
    assertEquals(List.of("python:a==1"), texts(read));
    assertEquals(1, read.constraints().size());
  }

  @Test
  void a_file_that_cannot_be_read_is_named() throws IOException {
    write("needs.txt", "-r gone.txt\n");
    Refusal refusal = assertThrows(Refusal.class, () -> files("needs.txt"));
    assertEquals("requirement.file-unreadable", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`gone.txt`"));
  }

  @Test
  void sources_and_prereleases_of_a_file_are_carried_along() throws IOException {
    write("sub/needs.txt", "--pre\n--find-links ./wheels\na\n");
    Words read = files("sub/needs.txt");
    Source source = read.sources().get(0);
    assertTrue(read.prereleases());
    assertEquals(Source.Form.FLAT, source.form());
    assertEquals(work.resolve("sub/wheels").toUri().getPath(), source.location().getPath());
    write("plain.txt", "a\n");
    assertFalse(files("plain.txt").prereleases());
  }

  @Test
  void every_lease_is_given_back_even_after_a_refusal() {
    words("a", "b");
    assertThrows(Refusal.class, () -> words("a", "!!"));
    assertEquals(0, languages.leased.get());
  }
}
