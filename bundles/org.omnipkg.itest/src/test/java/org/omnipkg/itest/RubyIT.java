package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real gems in environments, by the shipped command, with the Ruby that is here and a JRuby. */
@Tag("live")
class RubyIT {
  private static final String ANSWER =
      "require 'sinatra/base'; class App < Sinatra::Base; get('/') { \"hello from #{RUBY_ENGINE}\" }"
          + " end; print Rack::MockRequest.new(App).get('/').body";

  @TempDir static Path folder;
  private static Shipped omnipkg;
  private static GemSource gems;
  private static GemSource made;

  @BeforeAll
  static void open() throws IOException {
    omnipkg = new Shipped();
    gems = GemSource.open(folder.toRealPath().resolve("gems"));
    made = GemSource.made(folder.toRealPath().resolve("made"));
  }

  @AfterAll
  static void close() {
    gems.close();
    made.close();
    omnipkg.close();
  }

  private static Shipped.Said install(GemSource source, String environment, String... words) {
    List<String> argv = new ArrayList<>(List.of("-e", environment, "install"));
    argv.addAll(source.options());
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private static String ruby(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "ruby", "-e", code).ok().out();
  }

  @Test
  void rails_and_sinatra_are_installed_together_and_run() {
    install(gems, "web", "--ruby", "3", "ruby:rails~>6.1", "ruby:sinatra~>3.0").ok();
    assertEquals("hello from ruby", ruby("web", ANSWER));
    assertTrue(
        omnipkg.run("-e", "web", "exec", "rails", "--version").ok().out().startsWith("Rails 6.1"));
    assertEquals("true", ruby("web", "require 'rails'; print Rails::VERSION::MAJOR == 6"));
    assertTrue(
        install(gems, "web", "ruby:sinatra~>3.0").ok().err().toLowerCase().contains("nothing"));
    omnipkg.run("-e", "web", "uninstall", "ruby:rails").ok();
    assertEquals(1, omnipkg.run("-e", "web", "exec", "ruby", "-e", "require 'rails'").exit());
    assertEquals("hello from ruby", ruby("web", ANSWER));
  }

  @Test
  void an_index_in_a_folder_serves_as_it_lies() throws IOException {
    Path lying = folder.toRealPath().resolve("made");
    String index = "ruby:" + lying.toUri();
    omnipkg.run("-e", "near", "install", "--ruby", "3", "--index", index, "ruby:sinatra").ok();
    assertEquals("hello from ruby", ruby("near", ANSWER));
  }

  @Test
  void nothing_but_the_environments_own_gems_is_seen() {
    install(made, "alone", "--ruby", "3", "ruby:tilt").ok();
    String code = "begin; require 'sinatra/base'; rescue LoadError; print 'none'; end";
    assertEquals("none", ruby("alone", code));
    assertEquals("", ruby("alone", "print $LOAD_PATH.grep(/vendor_ruby|site_ruby/).join"));
  }

  @Test
  void a_gemfile_is_honoured_and_bundler_is_content() throws IOException {
    Path gemfile = omnipkg.directory().resolve("Gemfile");
    Files.writeString(
        gemfile, "source 'https://gems.example'\ngem 'sinatra', '~> 3.0'\ngem 'rack-test'\n");
    try {
      install(made, "project", "--ruby", "3").ok();
      assertEquals(
          "2",
          omnipkg
              .run(
                  "-e",
                  "project",
                  "exec",
                  "bundle",
                  "exec",
                  "ruby",
                  "-e",
                  "require 'rack/test'; print Rack::Test::VERSION[0]")
              .ok()
              .out());
    } finally {
      Files.deleteIfExists(gemfile);
      Files.deleteIfExists(gemfile.resolveSibling("Gemfile.lock"));
    }
  }

  @Test
  void a_gemfile_that_is_a_program_is_evaluated_by_bundler() throws IOException {
    Path gemfile = omnipkg.directory().resolve("Gemfile");
    Files.createDirectories(omnipkg.directory().resolve("own"));
    omnipkg.file(
        "own/own.gemspec",
        "Gem::Specification.new do |s|",
        "  s.name = 'own'; s.version = '1'; s.summary = 'x'; s.authors = ['x']; s.files = []",
        "  s.add_dependency %w[ti lt].join",
        "end");
    Files.writeString(
        gemfile,
        "source 'https://gems.example'\n%w[rack-test].each { |name| gem name }\n"
            + "gem 'sinatra' if ENV['NEVER']\ngem 'own', path: 'own'\n");
    try {
      String said = install(made, "program", "--ruby", "3").ok().err();
      assertTrue(said.contains("bundler read it, in the sandbox"), said);
      String list = omnipkg.run("-e", "program", "list").ok().out();
      assertTrue(list.contains("rack-test") && list.contains("tilt"), list);
      assertFalse(list.contains("sinatra") || list.contains("own "), list);
      Files.writeString(gemfile, "gem 'tilt'\nFile.write('left', 'x')\n");
      install(made, "program").refused(1, "project.malformed");
      assertFalse(Files.exists(gemfile.resolveSibling("left")));
    } finally {
      Files.deleteIfExists(gemfile);
    }
  }

  @Test
  void an_extension_in_c_is_built_where_it_is_installed() {
    install(made, "native", "--ruby", "3", "ruby:fortytwo").ok();
    assertEquals("42", ruby("native", "require 'fortytwo'; print Fortytwo.answer"));
  }

  @Test
  void bundler_chooses_the_same() {
    install(made, "house", "--ruby", "3", "ruby:rails").ok();
    install(made, "bundler", "--ruby", "3", "--resolver", "bundler", "ruby:rails").ok();
    assertEquals(
        omnipkg.run("-e", "house", "list").ok().out(),
        omnipkg.run("-e", "bundler", "list").ok().out());
  }

  @Test
  void a_gemfile_that_is_a_program_is_evaluated_by_a_jruby_where_no_other_ruby_is()
      throws IOException {
    try (Shipped bare = new Shipped()) {
      bare.within(withoutRuby()).with("PATH", "/usr/bin:/bin");
      bare.file("Gemfile", "gem 'tilt' if RUBY_ENGINE == 'jruby'", "gem 'none' unless true");
      List<String> argv = new ArrayList<>(List.of("-e", "alone", "install"));
      argv.addAll(made.options());
      String said = bare.run(argv.toArray(String[]::new)).ok().err();
      assertTrue(said.contains("bundler read it, in the sandbox"), said);
      String code = "require 'tilt'; print RUBY_ENGINE";
      assertEquals("jruby", bare.run("-e", "alone", "exec", "ruby", "-e", code).ok().out());
    }
  }

  /** A view of the machine in which its Rubies cannot be run. */
  private static List<String> withoutRuby() throws IOException {
    List<String> view = new ArrayList<>(List.of("bwrap", "--dev-bind", "/", "/"));
    try (var programs = Files.newDirectoryStream(Path.of("/usr/bin"), "ruby*")) {
      for (Path program : programs) {
        view.addAll(List.of("--ro-bind", "/dev/null", program.toRealPath().toString()));
      }
    }
    return view;
  }

  @Test
  void a_jruby_from_maven_central_runs_gems_on_a_path_without_any_ruby() throws IOException {
    install(made, "jruby", "--ruby", "jruby-9.4", "ruby:sinatra").ok();
    Path bin = Files.createDirectories(folder.toRealPath().resolve("bin"));
    for (String tool :
        List.of("sh", "bash", "basename", "dirname", "readlink", "uname", "sed", "rm", "cat")) {
      for (String place : List.of("/bin", "/usr/bin")) {
        Path program = Path.of(place, tool);
        if (Files.isExecutable(program) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), program);
        }
      }
    }
    assertEquals(
        "hello from jruby",
        omnipkg
            .beside("PATH", bin.toString())
            .run("-e", "jruby", "exec", "ruby", "-e", ANSWER)
            .ok()
            .out());
  }
}
