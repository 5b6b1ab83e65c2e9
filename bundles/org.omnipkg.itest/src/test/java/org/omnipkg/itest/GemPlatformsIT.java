package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A lock of several platforms, with a gem that differs among them; real bundler is asked beside.
 */
@Tag("live")
class GemPlatformsIT {
  private static final String WORD = "require 'stone'; print STONE";

  private final Shipped omnipkg = new Shipped();
  private Path gems;
  private GemSource source;
  private String here;

  @BeforeEach
  void make() throws IOException {
    here =
        omnipkg
            .call(List.of("ruby", "-e", "print Gem::Platform.local"))
            .ok()
            .out()
            .replaceFirst("-gnu$", "");
    gems = Files.createDirectories(omnipkg.directory().resolve("index/gems")).getParent();
    gem("1.0", "java");
    gem("1.2", "ruby");
    gem("1.2", here);
    gem("1.3", "arm64-darwin");
    gem("1.4", "ruby");
    gem("1.4", here);
    gem("1.5", "ruby");
    omnipkg.call(List.of("gem", "generate_index", "--directory", gems.toString())).ok();
    source = GemSource.serving(gems);
    omnipkg.file("Gemfile", "source '" + source.address() + "'", "gem 'stone'");
  }

  private void gem(String version, String platform) throws IOException {
    Path folder = Files.createDirectories(omnipkg.directory().resolve("made/lib")).getParent();
    Files.writeString(
        folder.resolve("lib/stone.rb"), "STONE = '" + version + " " + platform + "'\n");
    Files.writeString(
        folder.resolve("stone.gemspec"),
        "Gem::Specification.new do |s|\n"
            + "  s.name = 'stone'; s.version = '"
            + version
            + "'; s.platform = '"
            + platform
            + "'\n  s.summary = 'x'; s.authors = ['x']; s.files = ['lib/stone.rb']\nend\n");
    String suffix = platform.equals("ruby") ? "" : "-" + platform;
    omnipkg
        .call(
            List.of(
                "gem",
                "build",
                "--silent",
                "--force",
                "-C",
                folder.toString(),
                "stone.gemspec",
                "--output",
                gems.resolve("gems/stone-" + version + suffix + ".gem").toString()))
        .ok();
  }

  @AfterEach
  void close() {
    source.close();
    omnipkg.close();
  }

  private void lock(List<String> gemsLocked, List<String> platforms) {
    List<String> lines =
        new ArrayList<>(List.of("GEM", "  remote: " + source.address(), "  specs:"));
    gemsLocked.forEach(one -> lines.add("    stone (" + one + ")"));
    lines.addAll(List.of("", "PLATFORMS"));
    new TreeSet<>(platforms).forEach(one -> lines.add("  " + one));
    lines.addAll(List.of("", "DEPENDENCIES", "  stone", "", "BUNDLED WITH", "   2.3.7"));
    omnipkg.file("Gemfile.lock", lines.toArray(String[]::new));
  }

  private Shipped.Said install(String environment, String ruby, Shipped with) {
    return with.run(
        "-e", environment, "install", "--ruby", ruby, "--index", "ruby:" + source.address());
  }

  private String says(String environment) {
    return omnipkg.run("-e", environment, "exec", "ruby", "-e", WORD).ok().out();
  }

  /** What bundler itself does with the same files, in a copy of the project. */
  private Shipped.Said bundler(String frozen, String... words) throws IOException {
    Path copy = Files.createDirectories(omnipkg.directory().resolve("theirs"));
    for (String name : List.of("Gemfile", "Gemfile.lock")) {
      Files.writeString(copy.resolve(name), Files.readString(omnipkg.directory().resolve(name)));
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "BUNDLE_GEMFILE=" + copy.resolve("Gemfile"),
                "BUNDLE_PATH=" + copy.resolve("vendor"),
                "BUNDLE_FROZEN=" + frozen,
                "bundle"));
    command.addAll(List.of(words));
    return omnipkg.call(command);
  }

  private String theirs() throws IOException {
    bundler("false", "install").ok();
    return bundler("false", "exec", "ruby", "-e", WORD).ok().out();
  }

  @Test
  void the_variant_of_this_machine_is_taken_as_bundler_takes_it() throws Exception {
    List<String> all = List.of("arm64-darwin", "java", "ruby", here);
    lock(List.of("1.0-java", "1.2", "1.2-" + here, "1.3-arm64-darwin"), all);
    install("a", "3", omnipkg).ok();
    assertEquals("1.2 " + here, says("a"));
    assertEquals(says("a"), theirs());
    assertEquals(
        says("a"), omnipkg.run("-e", "a", "exec", "bundle", "exec", "ruby", "-e", WORD).ok().out());
  }

  @Test
  void under_jruby_it_is_the_one_of_java() {
    List<String> all = List.of("arm64-darwin", "java", "ruby", here);
    lock(List.of("1.0-java", "1.2", "1.2-" + here, "1.3-arm64-darwin"), all);
    install("j", "jruby-9.4", omnipkg).ok();
    assertEquals("1.0 java", says("j"));
  }

  @ParameterizedTest
  @CsvSource({"1.4-arm64-darwin,arm64-darwin", "1.4,ruby"})
  void a_lock_of_others_fixes_the_version_as_with_bundler(String locked, String platform)
      throws Exception {
    lock(List.of(locked), List.of(platform));
    install("a", "3", omnipkg).ok();
    assertEquals("1.4 " + here, says("a"));
    assertEquals(says("a"), theirs());
  }

  @Test
  void a_frozen_lock_of_others_is_refused_as_by_bundler() throws Exception {
    lock(List.of("1.4-arm64-darwin"), List.of("arm64-darwin"));
    Shipped frozen = omnipkg.beside("BUNDLE_FROZEN", "true");
    String said = install("a", "3", frozen).refused(1, "project.other-platforms").err();
    assertTrue(said.contains("bundle lock --add-platform " + here), said);
    Shipped.Said theirs = bundler("true", "install");
    assertTrue(theirs.exit() != 0);
    assertTrue(
        (theirs.out() + theirs.err()).contains("only supports platforms"), theirs.toString());
  }
}
