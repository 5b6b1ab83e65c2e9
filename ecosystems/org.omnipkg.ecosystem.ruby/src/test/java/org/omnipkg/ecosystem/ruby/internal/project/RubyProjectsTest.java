package org.omnipkg.ecosystem.ruby.internal.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk.Command;
import org.omnipkg.spi.Desk.Output;
import org.omnipkg.spi.ProjectReader.Project;
import org.omnipkg.spi.ProjectReader.Wanted;
import org.omnipkg.tck.CannedDesk;

class RubyProjectsTest {
  private static final String RAILS =
      """
      source 'https://gems.example'
      git_source(:github) { |repo| "https://github.example/#{repo}.git" }

      ruby '3.1.2'

      # The framework
      gem 'rails', '~> 6.1.7', '>= 6.1.7.10'
      gem "puma",
          "~> 5.0" # a server
      gem 'bootsnap', '>= 1.4.4', require: false
      gem('jbuilder', '~> 2.7')

      group :development, :test do
        gem 'byebug', platforms: [:mri, :mingw, :x64_mingw]
      end
      group :development do
        gem 'listen', '~> 3.3', :require => nil
      end
      gem 'tzinfo-data', platforms: %i[mingw mswin x64_mingw jruby]
      platforms :jruby do
        gem 'activerecord-jdbc-adapter'
      end
      group :docs, optional: true do
        gem 'yard', groups: %w[docs more]
      end
      """;

  @TempDir Path folder;

  private Project read(String gemfile, String... variables) throws IOException {
    Files.writeString(folder.resolve("Gemfile"), gemfile);
    CannedDesk desk = new CannedDesk(folder);
    for (int i = 0; i < variables.length; i += 2) {
      desk.variable(variables[i], variables[i + 1]);
    }
    return new RubyProjects(environment -> List.of()).read(folder, desk);
  }

  /** With a Ruby that answers so. */
  private Project told(int exit, String out, String err) throws IOException {
    Files.writeString(folder.resolve("Gemfile"), "gem ENV['A']\n");
    CannedDesk desk = new CannedDesk(folder).variable("API_TOKEN", "t").variable("RAILS", "6");
    desk.running(
        command -> {
          asked.add(command);
          return new Output(exit, out, err);
        });
    return new RubyProjects(environment -> List.of(Path.of("/usr/bin/env"))).read(folder, desk);
  }

  private final List<Command> asked = new ArrayList<>();

  @Test
  void what_is_more_than_plain_lines_bundler_is_asked_about_in_the_sandbox() throws IOException {
    Project project =
        told(
            0,
            "printed by the Gemfile\nomnipkg-gemfile:{'gems':[".replace('\'', '"')
                + gem("rails", "< 7, >= 6", "'default'", "")
                + ","
                + gem("yard", ">= 0", "'docs'", "")
                + ","
                + gem("byebug", ">= 0", "'test'", "'mri'")
                + ","
                + gem("wdm", ">= 0", "'test'", "'mingw'")
                + "],'folders':['mine'],'optional':['docs'],'ruby':{'range':'~> 3.1','engine':'ruby'}}"
                    .replace('\'', '"'),
            "");
    assertEquals(List.of("rails < 7, >= 6", "byebug"), words(project));
    assertEquals("Gemfile", project.wanted().get(0).where());
    assertEquals(Optional.of("~> 3.1"), project.runtime());
    Command command = asked.get(0);
    assertEquals(List.of(folder), command.sandbox().orElseThrow().readable());
    assertEquals("6", command.environment().get("RAILS"));
    assertFalse(command.environment().containsKey("API_TOKEN"));
  }

  private static String gem(String name, String range, String groups, String platforms) {
    return ("{'name':'"
            + name
            + "','range':'"
            + range
            + "','groups':["
            + groups
            + "],"
            + "'platforms':["
            + platforms
            + "],'from':null}")
        .replace('\'', '"');
  }

  @Test
  void what_bundler_says_of_a_gemfile_it_cannot_read_is_told() {
    Refusal refusal = assertThrows(Refusal.class, () -> told(4, "", "undefined local variable"));
    assertEquals("project.malformed", refusal.diagnostic().code());
    assertEquals(List.of("undefined local variable"), refusal.diagnostic().details());
  }

  @Test
  void where_no_bundler_is_the_plain_reading_says_what_it_cannot_read() {
    Refusal refusal = assertThrows(Refusal.class, () -> told(3, "", "no bundler"));
    assertTrue(refusal.diagnostic().message().contains("line 1"));
  }

  @Test
  void where_the_machine_has_no_ruby_one_that_is_obtained_reads_it_with_its_java()
      throws IOException {
    Path jruby = Files.createDirectories(folder.resolve("jruby"));
    Path java = Files.createDirectories(folder.resolve("java"));
    Path elsewhere = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(elsewhere.resolve("java.security"), "");
    Files.createDirectories(java.resolve("conf/security"));
    Files.createSymbolicLink(
        java.resolve("conf/security/java.security"), elsewhere.resolve("java.security"));
    Runtime runtime =
        new Runtime(
            "ruby",
            "jruby",
            "9.4.14.0",
            jruby.resolve("bin/jruby"),
            jruby,
            "omnipkg",
            Map.of("environment.JAVA_HOME", java.toString()));
    Files.writeString(folder.resolve("Gemfile"), "gem ENV['A']\n");
    String said = "omnipkg-gemfile:{\"gems\":[],\"folders\":[],\"optional\":[]}";
    CannedDesk desk =
        new CannedDesk(folder)
            .running(
                command -> {
                  asked.add(command);
                  return new Output(0, said, "");
                });
    RubyProjects reader = new RubyProjects(environment -> List.of());
    assertTrue(reader.serves(runtime));
    reader.read(folder, () -> runtime, desk);
    Command command = asked.get(0);
    assertEquals(jruby.resolve("bin/jruby").toString(), command.argv().get(0));
    assertEquals(java.toString(), command.environment().get("JAVA_HOME"));
    assertEquals(
        List.of(folder, jruby.toRealPath(), java.toRealPath(), elsewhere.toRealPath()),
        command.sandbox().orElseThrow().readable());
  }

  @Test
  void nothing_is_obtained_for_plain_lines() throws IOException {
    Files.writeString(folder.resolve("Gemfile"), "gem 'rack'\n");
    Project project =
        new RubyProjects(environment -> List.of())
            .read(
                folder,
                () -> {
                  throw new AssertionError("a Ruby was asked for");
                },
                new CannedDesk(folder));
    assertEquals(List.of("rack"), words(project));
  }

  @Test
  void gems_of_sources_of_their_own_and_names_that_are_none_are_refused() {
    for (String said :
        List.of(
            gem("a", ">= 0", "", "").replace("null", "\"source\""), gem("../a", ">= 0", "", ""))) {
      String all = "omnipkg-gemfile:{\"gems\":[" + said + "],\"folders\":[],\"optional\":[]}";
      assertThrows(Refusal.class, () -> told(0, all, ""));
    }
  }

  private static List<String> words(Project project) {
    return project.wanted().stream().map(Wanted::words).toList();
  }

  @Test
  void the_gemfile_of_a_rails_application_is_read() throws IOException {
    Project project = read(RAILS);
    assertEquals(
        List.of(
            "rails ~> 6.1.7, >= 6.1.7.10",
            "puma ~> 5.0",
            "bootsnap >= 1.4.4",
            "jbuilder ~> 2.7",
            "byebug",
            "listen ~> 3.3"),
        words(project));
    assertEquals("Gemfile line 7", project.wanted().get(0).where());
    assertEquals("Gemfile line 8", project.wanted().get(1).where());
    assertEquals(Optional.of("= 3.1.2"), project.runtime());
  }

  @Test
  void what_it_wants_is_written_in_the_languages_own_words() throws IOException {
    for (String words : words(read(RAILS))) {
      assertEquals(words, new RubyGrammar().parse(words).text());
    }
  }

  @Test
  void groups_are_left_out_and_taken_in_as_bundler_is_told() throws IOException {
    assertTrue(words(read(RAILS, "BUNDLE_WITH", "docs")).contains("yard"));
    List<String> production = words(read(RAILS, "BUNDLE_WITHOUT", "development:test"));
    assertEquals(4, production.size(), production.toString());
  }

  @Test
  void a_project_for_jruby_gets_the_gems_for_jruby_and_its_versions() throws IOException {
    Project project =
        read(RAILS.replace("'3.1.2'", "'3.1.7', engine: 'jruby', engine_version: '~> 9.4'"));
    assertEquals(Optional.of("~> 9.4"), project.runtime());
    assertTrue(words(project).containsAll(List.of("activerecord-jdbc-adapter", "tzinfo-data")));
    assertTrue(words(project).stream().noneMatch("byebug"::equals));
  }

  @Test
  void the_version_of_ruby_may_stand_in_a_file_of_its_own() throws IOException {
    Files.writeString(folder.resolve(".ruby-version"), "ruby-3.2.4\n");
    assertEquals(Optional.of("= 3.2.4"), read("ruby file: '.ruby-version'\n").runtime());
    Files.writeString(folder.resolve(".tool-versions"), "nodejs 18.1\nruby 3.3.0 # new\n");
    assertEquals(Optional.of("= 3.3.0"), read("ruby file: \".tool-versions\"\n").runtime());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "gem 'a', gist: '123'|gist",
        "gem 'a', github: 'https://github.com/me/a/pull/1'|github",
        "gem 'a', path: '../a'|path",
        "gem 'a', source: 'https://x.example'|source",
        "source 'https://x.example' do|source",
        "gem 'a' if ENV['X']|line 1",
        "if RUBY_VERSION < '3'|`if`",
        "eval_gemfile 'other'|`eval_gemfile`",
        "gem \"a#{1}\"|put together",
        "x = 1|`x`",
        "gem 'a', install_if: true|install_if",
        "gem ENV['A']|line 1",
        "gem 'a', '1' + '2'|line 1",
        "`id`|line 1"
      })
  void what_only_running_it_could_tell_is_refused_with_its_line(String line, String said)
      throws IOException {
    Refusal refusal = assertThrows(Refusal.class, () -> read(line + "\n"));
    Diagnostic why = refusal.diagnostic();
    assertEquals("project.malformed", why.code());
    assertTrue(why.message().contains(said) && why.message().contains("line 1"), why.message());
    assertTrue(!why.hint().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "gem '../evil'",
        "gem",
        "gem 'a', '~~ 1'",
        "group :a do",
        "end",
        "gem 'a",
        "gem 'a', %w[b",
        "ruby 'three'",
        "ruby file: '../../etc/passwd'",
        "gemspec"
      })
  void what_is_no_gemfile_is_refused(String line) {
    Refusal refusal = assertThrows(Refusal.class, () -> read(line + "\n"));
    assertEquals("project.malformed", refusal.diagnostic().code());
  }

  @Test
  void a_gem_specification_beside_it_tells_its_needs_where_it_tells_them_plainly()
      throws IOException {
    Files.writeString(
        folder.resolve("mine.gemspec"),
        """
        Gem::Specification.new do |spec|
          spec.name = "mine"
          spec.add_dependency "rack", "~> 2.2", ">= 2.2.4"
          spec.add_runtime_dependency('tilt', ['>= 1', '< 3']) # templates
          spec.add_development_dependency("rake")
        end
        """);
    assertEquals(
        List.of("rack ~> 2.2, >= 2.2.4", "tilt >= 1, < 3", "rake"), words(read("gemspec\n")));
    Files.writeString(folder.resolve("mine.gemspec"), "s.add_dependency name, VERSION\n");
    assertThrows(Refusal.class, () -> read("gemspec\n"));
  }

  private static final String LOCK =
      """
      GIT
        remote: https://x.example/y.git
        revision: 1111111111111111111111111111111111111111
        specs:
          y (1.0)

      GEM
        remote: https://gems.example/
        specs:
          nokogiri (1.13.10-x86_64-linux)
            racc (~> 1.4)
          rack (2.2.3)
          racc (1.6.2)
          twofold (1.0)
          twofold (2.0-java)

      PLATFORMS
        x86_64-linux

      DEPENDENCIES
        rack (~> 2.2)

      BUNDLED WITH
         2.3.7
      """;

  @Test
  void a_lock_fixes_versions_as_long_as_they_fit() throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), LOCK);
    Project project = read("gem 'rack', '~> 2.2'\n");
    assertEquals(
        List.of("nokogiri = 1.13.10", "rack = 2.2.3", "racc = 1.6.2", "twofold = 1.0"),
        project.constraints().stream()
            .filter(c -> c.when().holds(Rubies.ruby31()))
            .map(c -> c.target().name() + " " + c.range())
            .toList());
    assertTrue(project.constraints().stream().allMatch(c -> c.tie() == Tie.CONSTRAINS));
    Project changed = read("gem 'rack', '>= 3'\n");
    assertTrue(changed.constraints().stream().noneMatch(c -> c.target().name().equals("rack")));
  }

  @Test
  void a_lock_with_an_unfinished_merge_is_refused() throws IOException {
    Files.writeString(folder.resolve("Gemfile.lock"), "GEM\n<<<<<<< HEAD\n");
    Refusal refusal = assertThrows(Refusal.class, () -> read("gem 'rack'\n"));
    assertTrue(refusal.diagnostic().message().contains("line 2"));
  }

  @Test
  void nothing_is_changed_and_nothing_run() throws IOException {
    read("gem 'rack'\n");
    try (var files = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("Gemfile")), files.toList());
    }
  }
}
