package org.omnipkg.ecosystem.ruby.internal.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.spi.RuntimeSource.Provider;

class RubyRuntimesTest {
  @TempDir Path machine;

  private Path ruby(String path) throws IOException {
    Path file = machine.toRealPath().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    file.toFile().setExecutable(true);
    return file;
  }

  private Map<Path, String> found(Map<String, String> environment) throws IOException {
    Path root = machine.toRealPath();
    Map<String, String> all = new HashMap<>(Map.of("HOME", root.resolve("home").toString()));
    all.putAll(environment);
    return new Whereabouts(all, List.of(root.resolve("usr/bin")), List.of(root.resolve("rvm")))
        .all().stream().collect(Collectors.toMap(Candidate::executable, Candidate::origin));
  }

  @Test
  void rubies_of_every_manager_are_found_under_its_name() throws IOException {
    Map<Path, String> expected =
        Map.of(
            ruby("home/.rbenv/versions/3.2.4/bin/ruby"), "rbenv",
            ruby("home/.rvm/rubies/ruby-2.7.8/bin/ruby"), "rvm",
            ruby("rvm/rubies/ruby-3.0.0/bin/ruby"), "rvm",
            ruby("home/.asdf/installs/ruby/3.3.0/bin/ruby"), "asdf",
            ruby("usr/bin/ruby3.1"), "system",
            ruby("opt/bin/ruby"), "path");
    ruby("home/.rbenv/shims/ruby");
    ruby("home/.rbenv/versions/mruby-3.1/bin/ruby");
    Path root = machine.toRealPath();
    String path = root.resolve("home/.rbenv/shims") + ":relative:" + root.resolve("opt/bin");
    assertEquals(expected, found(Map.of("PATH", path)));
  }

  @Test
  void a_jruby_is_foretold_with_the_ruby_it_speaks() {
    Platform platform = new Platform("linux", "x86_64", "glibc", "2.36");
    RubyRuntimes runtimes = new RubyRuntimes();
    for (Provider provider : new ProviderList(17).all(platform)) {
      Runtime foretold = runtimes.foretell(provider, platform).orElseThrow();
      assertEquals("jruby", foretold.implementation());
      assertTrue(foretold.fact("ruby_version").matches("[23]\\.[0-9]\\.[0-9]"), provider.version());
      assertTrue(foretold.fact("gem_platform").startsWith("universal-java-"));
      assertTrue(runtimes.atNeed(provider.version()));
    }
  }

  @Test
  void links_and_second_names_count_once() throws IOException {
    Path real = ruby("usr/bin/ruby3.1");
    Files.createSymbolicLink(real.resolveSibling("ruby"), Path.of("ruby3.1"));
    Path jruby = ruby("opt/jruby/bin/jruby");
    ruby("opt/jruby/bin/ruby");
    assertEquals(
        Map.of(real, "system", jruby, "path"),
        found(Map.of("PATH", jruby.getParent() + ":" + real.getParent())));
  }

  @Test
  void the_ruby_of_an_environment_is_no_runtime() throws IOException {
    Path own = ruby("env/bin/ruby");
    Files.createDirectories(machine.toRealPath().resolve("env/lib/ruby"));
    Files.writeString(machine.toRealPath().resolve("env/lib/ruby/omnipkg"), "");
    assertEquals(Map.of(), found(Map.of("PATH", own.getParent().toString())));
  }

  @ParameterizedTest
  @CsvSource({
    "3.1.2,'',true",
    "2.6.10,'',false",
    "9.4.14.0,'',true",
    "9.3.15.0,'',false",
    "10.0.2.0,'',true",
    "3.1.2,3,true",
    "3.1.2,3.1,true",
    "3.10.2,3.1,false",
    "9.4.14.0,jruby,true",
    "9.4.14.0,jruby-9.4,true",
    "9.4.14.0,ruby-9.4,false",
    "3.1.2,ruby-3.1.2,true",
    "3.1.2,jruby,false",
    "10.0.2.0,jruby-10,true"
  })
  void a_wish_is_a_beginning_with_or_without_the_implementation(
      String version, String wanted, boolean met) {
    assertEquals(met, new RubyRuntimes().matches(version, wanted));
  }

  @Test
  void only_jrubies_that_this_java_can_run_are_offered() {
    Platform linux = new Platform("linux", "aarch64", "glibc", "2.36");
    List<String> old = new ProviderList(17).all(linux).stream().map(Provider::version).toList();
    List<String> young = new ProviderList(21).all(linux).stream().map(Provider::version).toList();
    assertTrue(old.stream().noneMatch(version -> version.startsWith("10.")), old.toString());
    assertTrue(young.stream().anyMatch(version -> version.startsWith("10.")), young.toString());
  }
}
