package org.omnipkg.ecosystem.ruby.internal.layout;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Running;

/**
 * The gem home in a generation, and how a Ruby is led there. With {@code GEM_PATH} set to it alone,
 * a Ruby sees its gems and those that belong to itself, and nobody else's.
 */
public final class Home {
  /** Says which generation the variables were set for: whoever changes them later is left alone. */
  static final String MARK = "OMNIPKG_RUBY";

  private static final String ENVIRONMENT = "environment.";

  private final Path root;
  private final Runtime runtime;

  public Home(Path root, Runtime runtime) {
    this.root = root;
    this.runtime = runtime;
  }

  /** Where gems lie. */
  Path gems() {
    String api = runtime.fact("ruby_api");
    return root.resolve("lib/ruby/gems").resolve(api.matches("[0-9.]+") ? api : "any");
  }

  /** The script that keeps a distribution's own libraries out. */
  Path solitude() {
    return root.resolve("lib/ruby/solitary.rb");
  }

  /** Whether the Ruby comes with a folder of libraries that anybody's packages lie in. */
  boolean crowded() {
    return runtime.fact("vendor_ruby").equals("true")
        && root.toString().chars().noneMatch(Character::isWhitespace);
  }

  /** What a Ruby is started with, before what it is asked to do. */
  List<String> options() {
    return crowded() ? List.of("--disable=gems", "-r" + solitude()) : List.of();
  }

  /** Variables for every Ruby of the generation, whoever starts it. */
  Map<String, String> variables() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("GEM_HOME", gems().toString());
    set.put("GEM_PATH", gems().toString());
    set.put("BUNDLE_PATH__SYSTEM", "true");
    set.put(MARK, root.toString());
    return set;
  }

  /** Variables the runtime itself needs, such as the home of its Java. */
  Map<String, String> needed() {
    Map<String, String> needed = new TreeMap<>();
    runtime
        .facts()
        .forEach(
            (key, value) -> {
              if (key.startsWith(ENVIRONMENT)) {
                needed.put(key.substring(ENVIRONMENT.length()), value);
              }
            });
    return needed;
  }

  Running running(Map<String, String> environment) {
    Map<String, String> set = new LinkedHashMap<>(variables());
    if (crowded()) {
      String theirs = environment.getOrDefault("RUBYOPT", "");
      StringJoiner all = new StringJoiner(" ");
      options().stream().filter(option -> !theirs.contains(option)).forEach(all::add);
      if (!theirs.isBlank()) {
        all.add(theirs.strip());
      }
      set.put("RUBYOPT", all.toString());
    }
    needed()
        .forEach(
            (name, value) -> {
              if (environment.getOrDefault(name, "").isEmpty()) {
                set.put(name, value);
              }
            });
    return new Running(
        set,
        Set.of("BUNDLE_PATH", "BUNDLE_BIN_PATH", "BUNDLE_DEPLOYMENT", "GEM_SKIP"),
        List.of("gem[0-9.]*", "bundle[0-9.]*", "bundler[0-9.]*", "ruby[0-9.]*", "jruby", "jgem"));
  }
}
