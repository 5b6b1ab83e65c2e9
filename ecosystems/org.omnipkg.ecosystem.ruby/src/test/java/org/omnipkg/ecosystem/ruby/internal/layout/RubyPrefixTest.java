package org.omnipkg.ecosystem.ruby.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;

class RubyPrefixTest {
  private static final Path ROOT = Path.of("/env/x/gens/0001");
  private static final Path HOME = ROOT.resolve("lib/ruby/gems/3.1.0");

  private static Runtime runtime(Target target, Map<String, String> more) {
    Runtime plain = target.runtimes().get(0);
    Map<String, String> facts = new HashMap<>(plain.facts());
    facts.putAll(more);
    return new Runtime(
        "ruby",
        plain.implementation(),
        plain.version(),
        plain.executable(),
        plain.home(),
        plain.origin(),
        facts);
  }

  private static Map<Path, String> written(Runtime runtime, Path root) {
    Map<Path, String> written = new HashMap<>();
    Prefix prefix = new Prefix(root, Path.of("/farm"), runtime, List.of(), Optional.empty());
    for (Step step : new RubyLayout().prefix(prefix)) {
      if (step instanceof Step.Write write) {
        written.put(write.path(), write.text());
      }
    }
    return written;
  }

  private static final Map<String, String> DEBIAN = Map.of("vendor_ruby", "true");

  @Test
  void the_ruby_of_a_generation_is_a_script_that_leads_it_there() {
    String text = written(runtime(Rubies.ruby31(), Map.of()), ROOT).get(ROOT.resolve("bin/ruby"));
    assertTrue(text.startsWith("#!/bin/sh\n"), text);
    assertTrue(text.contains("export GEM_HOME='" + HOME + "'"), text);
    assertTrue(text.endsWith("exec '/ruby/bin/ruby' \"$@\"\n"), text);
  }

  private static List<Step> steps(String... needs) {
    List<Edge> edges =
        List.of(needs).stream()
            .map(need -> need.split(" "))
            .map(need -> new Edge(need[0], need[1], Tie.NEEDS, Role.RUN, need[1], ""))
            .toList();
    return new RubyLayout()
        .prefix(
            new Prefix(
                ROOT,
                Path.of("/farm"),
                runtime(Rubies.ruby31(), Map.of()),
                List.of(),
                Optional.empty(),
                edges));
  }

  @Test
  void gems_that_need_one_another_are_refused_with_their_names_and_no_others() {
    String[] circle = {"ruby:a ruby:hen", "ruby:hen ruby:egg", "ruby:egg ruby:hen"};
    Refusal refusal = assertThrows(Refusal.class, () -> steps(circle));
    assertEquals("gem.cycle", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().endsWith(": `hen`, `egg`"), refusal.toString());
    assertFalse(
        steps(" ruby:a", "ruby:a ruby:b", "ruby:c ruby:b", "b ruby:a", "ruby:a b").isEmpty());
  }

  @Test
  void a_ruby_that_shares_a_folder_with_the_distribution_is_started_without_it() {
    String text = written(runtime(Rubies.ruby31(), DEBIAN), ROOT).get(ROOT.resolve("bin/ruby"));
    assertTrue(text.contains("'--disable=gems' '-r" + ROOT.resolve("lib/ruby/solitary.rb")), text);
  }

  @Test
  void a_jruby_finds_its_java_unless_the_user_has_one() {
    String text = written(runtime(Rubies.jruby(), Map.of()), ROOT).get(ROOT.resolve("bin/ruby"));
    assertTrue(text.contains(": \"${JAVA_HOME:=/java}\"; export JAVA_HOME\n"), text);
  }

  @Test
  void a_script_in_a_place_with_blanks_or_a_long_name_is_started_by_the_shell() {
    for (Path root : List.of(Path.of("/with blanks"), Path.of("/" + "x".repeat(200)))) {
      String text = written(runtime(Rubies.ruby31(), DEBIAN), root).get(root.resolve("bin/gem"));
      assertTrue(text.startsWith("#!/bin/sh\nexec '" + root + "/bin/ruby' -x"), text);
    }
    String plain = written(runtime(Rubies.ruby31(), DEBIAN), ROOT).get(ROOT.resolve("bin/gem"));
    assertTrue(plain.startsWith("#!" + ROOT + "/bin/ruby\n"), plain);
  }

  @Test
  void a_quote_in_a_path_ends_nothing() {
    Path root = Path.of("/it's `here`");
    String text = written(runtime(Rubies.ruby31(), Map.of()), root).get(root.resolve("bin/ruby"));
    assertTrue(text.contains("GEM_HOME='/it'\\''s `here`/lib/ruby/gems/3.1.0'"), text);
  }

  @Test
  void commands_run_with_the_gems_of_the_environment_and_no_others() {
    Map<String, String> theirs =
        Map.of("GEM_HOME", "/mine", "BUNDLE_PATH", "vendor", "RUBYOPT", "-W1", "JAVA_HOME", "/own");
    Running running = new RubyLayout().running(ROOT, runtime(Rubies.ruby31(), DEBIAN), theirs);
    assertEquals(HOME.toString(), running.set().get("GEM_HOME"));
    assertEquals(HOME.toString(), running.set().get("GEM_PATH"));
    assertEquals("true", running.set().get("BUNDLE_PATH__SYSTEM"));
    assertTrue(running.unset().contains("BUNDLE_PATH"));
    assertTrue(running.set().get("RUBYOPT").endsWith(" -W1"));
    assertFalse(running.set().containsKey("JAVA_HOME"));
  }

  @Test
  void options_are_not_given_twice_to_a_command_run_inside_a_command() {
    Runtime debian = runtime(Rubies.ruby31(), DEBIAN);
    String once = new RubyLayout().running(ROOT, debian, Map.of()).set().get("RUBYOPT");
    assertEquals(
        once, new RubyLayout().running(ROOT, debian, Map.of("RUBYOPT", once)).set().get("RUBYOPT"));
  }
}
