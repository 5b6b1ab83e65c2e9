package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gems of a repository of git that the test makes, and bundler's opinion of them. */
@Tag("live")
class GitGemIT {
  private static final String WORD = "require 'tool'; print Tool::WORD";
  private static final String REQUIRED = "Bundler.require; print Tool::WORD";

  private final Shipped omnipkg = new Shipped();
  private GitOrigin origin;

  @BeforeEach
  void commit() throws IOException {
    origin = new GitOrigin(omnipkg, "origin");
    origin.put("VERSION", "1.5\n");
    gem("tool", "", "s.add_dependency 'tool-part', version");
    gem("tool-part", "part/", "s.extensions = []");
    gem("tool-spare", "spare/", "");
    origin.put("lib/tool.rb", "require 'tool/part'; module Tool; WORD = 'one ' + PART; end\n");
    origin.put("part/lib/tool/part.rb", "module Tool; PART = 'part'; end\n");
    origin.commit("one");
    origin.git("tag", "-a", "-m", "first", "v1.5");
    origin.put("lib/tool.rb", "require 'tool/part'; module Tool; WORD = 'two ' + PART; end\n");
    origin.commit("two");
  }

  @AfterEach
  void close() {
    omnipkg.close();
  }

  /** A specification that asks git for its files and reads a file above it. */
  private void gem(String name, String folder, String more) throws IOException {
    origin.put(
        folder + name + ".gemspec",
        "version = File.read(File.expand_path('"
            + folder.replaceAll("[^/]+/", "../")
            + "VERSION', __dir__)).strip\n"
            + "Gem::Specification.new do |s|\n"
            + "  s.name = '"
            + name
            + "'; s.version = version; s.summary = 'x'; s.authors = ['x']\n"
            + "  s.files = `git ls-files -z`.split(\"\\0\")\n  "
            + more
            + "\nend\n");
  }

  private Shipped.Said install(String environment, String ruby, String... words) {
    List<String> argv = new ArrayList<>(List.of("-e", environment, "install", "--ruby", ruby));
    argv.addAll(List.of(words));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private String says(String environment, String code) {
    return omnipkg.run("-e", environment, "exec", "ruby", "-e", code).ok().out();
  }

  private String bundled(String environment) {
    return omnipkg
        .run("-e", environment, "exec", "bundle", "exec", "ruby", "-e", REQUIRED)
        .ok()
        .out();
  }

  private String lock() throws IOException {
    return Files.readString(omnipkg.directory().resolve("Gemfile.lock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "jruby-9.4"})
  void a_gemfile_names_a_branch_and_bundler_finds_its_commit_there(String ruby) throws Exception {
    omnipkg.file("Gemfile", "gem 'tool', git: '" + origin.uri() + "', branch: 'main'");
    install("a", ruby).ok();
    assertEquals("two part", says("a", WORD));
    assertFalse(omnipkg.run("-e", "a", "list").ok().out().contains("spare"));
    assertFalse(Files.exists(omnipkg.directory().resolve("Gemfile.lock")));
    assertEquals("two part", bundled("a"));
    assertTrue(lock().contains("revision: " + origin.git("rev-parse", "main")), lock());
    origin.put("lib/tool.rb", "module Tool; WORD = 'three'; end\n");
    origin.commit("three");
    install("b", ruby).ok();
    assertEquals("two part", bundled("b"));
    Files.delete(omnipkg.directory().resolve("Gemfile.lock"));
    install("c", ruby).ok();
    assertEquals("three", bundled("c"));
  }

  @Test
  void what_bundler_has_locked_is_what_is_installed_and_both_locks_stay_as_they_are()
      throws Exception {
    omnipkg.file(
        "Gemfile",
        "git_source(:ours) { |name| \"file://" + omnipkg.directory() + "/#{name}\" }",
        "gem 'tool', '~> 1.0', ours: 'origin', tag: 'v1.5'");
    omnipkg
        .call(
            List.of(
                "env",
                "BUNDLE_PATH=" + omnipkg.directory().resolve("theirs"),
                "BUNDLE_GEMFILE=" + omnipkg.directory().resolve("Gemfile"),
                "bundle",
                "install"))
        .ok();
    String theirs = lock();
    install("a", "3").ok();
    assertEquals("one part", says("a", WORD));
    assertEquals("one part", bundled("a"));
    assertEquals(theirs, lock());
    String frozen =
        omnipkg.beside("BUNDLE_FROZEN", "true").run("-e", "a", "exec", "bundle", "list").ok().out();
    assertTrue(frozen.contains("tool-part (1.5 "), frozen);
  }

  @Test
  void a_lock_of_ours_makes_the_same_on_another_machine() throws Exception {
    omnipkg.file("Gemfile", "gem 'tool', git: 'origin', tag: 'v1.5'");
    install("a", "3").ok();
    omnipkg.run("-e", "a", "export").ok();
    Path lock = omnipkg.directory().resolve("omnipkg.lock");
    String text = Files.readString(lock);
    assertTrue(text.contains("@" + origin.git("rev-parse", "v1.5^{commit}")), text);
    origin.git("tag", "-d", "v1.5");
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
      other.file(
          "omnipkg.lock",
          text.replace(omnipkg.directory().toString(), other.directory().toString()));
      other.run("sync").ok();
      assertEquals("one part", other.run("exec", "ruby", "-e", WORD).ok().out());
    }
  }

  @Test
  void a_word_names_a_repository_and_keeps_its_commit_until_it_is_asked_for_anew()
      throws Exception {
    install("a", "3", "ruby:tool@git+" + origin.uri() + "@main").ok();
    assertEquals("two part", says("a", WORD));
    String info = omnipkg.run("-e", "a", "info", "ruby:tool").ok().out();
    assertTrue(info.contains("built from commit " + origin.git("rev-parse", "main")), info);
    origin.put("lib/tool.rb", "module Tool; WORD = 'three'; end\n");
    origin.commit("three");
    install("a", "3", "ruby:tool-spare@git+" + origin.uri() + "@v1.5").ok();
    assertEquals("two part", says("a", WORD));
    install("a", "3", "--upgrade", "ruby:tool@git+" + origin.uri() + "@main").ok();
    assertEquals("three", says("a", WORD));
    omnipkg.run("-e", "a", "revert").ok();
    assertEquals("two part", says("a", WORD));
  }

  @Test
  void what_a_repository_has_not_got_is_refused_with_the_line_that_asks_for_it() throws Exception {
    for (String place : List.of("branch: 'gone'", "ref: '" + "0".repeat(40) + "'")) {
      omnipkg.file("Gemfile", "", "gem 'tool', git: '" + origin.uri() + "', " + place);
      String said = install("a", "3").refused(1, "repository.unknown-revision").err();
      assertTrue(said.contains("Gemfile line 2 asks for `tool`"), said);
    }
    omnipkg.file("Gemfile", "gem 'other', git: '" + origin.uri() + "'");
    String said = install("a", "3").refused(1, "gem.not-in-repository").err();
    assertTrue(said.contains("tool-part") && said.contains("Gemfile line 1"), said);
    omnipkg.file("Gemfile", "gem 'tool', '~> 2', git: '" + origin.uri() + "'");
    install("a", "3").refused(1, "resolve.no-solution");
    omnipkg.run("-e", "a", "list").refused(1, "environment.unknown");
  }

  @Test
  void a_specification_is_a_program_that_reaches_nothing_outside() throws Exception {
    Path left = omnipkg.directory().resolve("left");
    origin.put("tool.gemspec", "File.write('" + left + "', 'x')\n");
    origin.commit("bad");
    install("a", "3", "ruby:tool@git+" + origin.uri()).refused(1, "build.failed");
    assertFalse(Files.exists(left));
  }

  @Test
  void an_extension_of_a_repositorys_gem_is_built_and_bundler_finds_it() throws Exception {
    gem("tool", "", "s.extensions = ['ext/extconf.rb']");
    origin.put("ext/extconf.rb", "require 'mkmf'; create_makefile('tool_native')\n");
    origin.put(
        "ext/native.c",
        "#include <ruby.h>\nvoid Init_tool_native(void) {"
            + " rb_define_const(rb_define_module(\"Tool\"), \"WORD\","
            + " rb_str_new_cstr(\"native\")); }\n");
    origin.put("lib/tool.rb", "require 'tool_native'\n");
    origin.commit("native");
    omnipkg.file("Gemfile", "gem 'tool', git: '" + origin.uri() + "'");
    install("a", "3").ok();
    assertEquals("native", says("a", WORD));
    assertEquals("native", bundled("a"));
  }
}
