package org.omnipkg.ecosystem.ruby.internal.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.tck.CannedDesk;

class RepositoriesOfGemfileTest {
  private static final String COMMIT = "1234567890123456789012345678901234567890";
  private static final String LOCK =
      """
      GIT
        remote: https://x.example/me/y.git
        revision: 1234567890123456789012345678901234567890
        branch: main
        specs:
          y (1.0)
            z (= 1.0)
          z (1.0)

      GEM
        remote: https://gems.example/
        specs:
          rack (2.2.3)

      PLATFORMS
        ruby

      DEPENDENCIES
        rack
        y!
      """;

  @TempDir Path folder;

  private Project read(String gemfile) throws IOException {
    Files.writeString(folder.resolve("Gemfile"), gemfile + "\n");
    return new RubyProjects(environment -> List.of()).read(folder, new CannedDesk(folder));
  }

  private static String only(Project project) {
    assertEquals(1, project.wanted().size());
    return project.wanted().get(0).words();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "git: 'https://x.example/me/y.git'|https://x.example/me/y.git",
        "git: 'https://x.example/me/y', branch: 'main'|https://x.example/me/y@main",
        ":git => 'ssh://git@x.example/y', :tag => 'v1'|ssh://git@x.example/y@v1",
        "git: 'git@x.example:me/y.git', ref: 'abc123'|ssh://git@x.example/me/y.git@abc123",
        "github: 'me/y'|https://github.com/me/y.git",
        "github: 'y', branch: 'a/b'|https://github.com/y/y.git@a/b",
        "git: 'https://x.example/y', glob: 'gems/y/*.gemspec'|https://x.example/y#subdirectory=gems/y",
        "git: 'https://x.example/y', glob: '**/*.gemspec'|https://x.example/y",
        "git: 'https://x.example/y', require: false, group: :test|https://x.example/y",
      })
  void a_repository_is_read_as_bundler_reads_it(String options, String place) throws IOException {
    Project project = read("gem 'y', " + options);
    assertEquals("y@git+" + place, only(project));
    assertEquals(
        Optional.of(URI.create("git+" + place)), new RubyGrammar().parse(only(project)).direct());
    assertEquals("Gemfile line 1", project.wanted().get(0).where());
  }

  @Test
  void a_relative_path_begins_at_the_gemfile() throws IOException {
    String words = only(read("gem 'y', git: '../y'"));
    assertEquals("y@git+" + folder.resolveSibling("y").toUri(), words);
  }

  @Test
  void the_commit_of_the_lock_counts_and_keeps_the_name_it_was_asked_for_by() throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), LOCK);
    String words = only(read("gem 'y', git: 'https://x.example/me/y.git', branch: 'main'"));
    assertEquals("y@git+https://x.example/me/y.git@" + COMMIT + "#ref=main", words);
    assertEquals(
        Optional.of(URI.create("git+https://x.example/me/y.git@" + COMMIT)),
        new RubyGrammar().parse(words).direct());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "git: 'https://x.example/me/y.git', branch: 'next'",
        "git: 'https://x.example/me/y.git', tag: 'main'",
        "git: 'https://x.example/you/y.git', branch: 'main'"
      })
  void a_lock_of_another_place_does_not(String options) throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), LOCK);
    assertTrue(!only(read("gem 'y', " + options)).contains(COMMIT));
  }

  @Test
  void a_lock_without_a_revision_is_refused_with_its_line() throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), LOCK.replace(COMMIT, "main"));
    Refusal refusal = assertThrows(Refusal.class, () -> read("gem 'rack'"));
    assertTrue(refusal.diagnostic().message().contains("line 1"), refusal.toString());
  }

  @Test
  void a_range_binds_a_gem_of_a_repository_too() throws IOException {
    Project project = read("gem 'y', '~> 1', git: 'https://x.example/me/y.git'");
    assertEquals("~> 1", project.constraints().get(0).range());
    assertEquals("y", project.constraints().get(0).target().name());
  }

  @Test
  void words_of_the_projects_own_for_repositories_are_bundlers_to_read() throws IOException {
    String gemfile =
        "git_source(:github) { |repo| \"https://x.example/#{repo}\" }\ngem 'y', github: 'me/y'\n";
    Refusal refusal = assertThrows(Refusal.class, () -> read(gemfile));
    assertTrue(refusal.diagnostic().message().contains("line 2"), refusal.toString());
    String said =
        "{'gems':[{'name':'y','range':'>= 0','groups':[],'platforms':[],'from':null,'line':2,"
            + "'git':{'uri':'https://x.example/me/y','branch':'main','submodules':false}}],"
            + "'folders':[],'optional':[]}";
    CannedDesk desk =
        new CannedDesk(folder)
            .running(command -> new Output(0, "omnipkg-gemfile:" + said.replace('\'', '"'), ""));
    Project project =
        new RubyProjects(environment -> List.of(Path.of("/usr/bin/env"))).read(folder, desk);
    assertEquals("y@git+https://x.example/me/y@main", only(project));
    assertEquals("Gemfile line 2", project.wanted().get(0).where());
  }

  @Test
  void an_address_that_is_none_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> read("gem 'y', git: 'https://x y'"));
    assertEquals("project.malformed", refusal.diagnostic().code());
  }
}
