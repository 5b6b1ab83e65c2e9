package org.omnipkg.ecosystem.ruby.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.omnipkg.spi.Layout;

/**
 * What is found out once about a gem's tree and needed for every generation.
 *
 * @param extensions files that build native code; none when nothing has to be built
 * @param gemspec where its specification lay in the repository it was built from, or empty
 * @param plugin whether RubyGems loads a part of it whenever it runs
 */
public record GemFacts(
    String name,
    String version,
    String platform,
    List<String> executables,
    List<String> extensions,
    List<Need> needs,
    String requiredRuby,
    String requiredRubygems,
    String gemspec,
    boolean plugin) {
  /** Where a gem keeps what RubyGems loads of it. */
  static final String PLUGIN = "lib/rubygems_plugin.rb";

  /** What the house notes in the metadata of a gem it builds from a repository. */
  private static final String GEMSPEC = "omnipkg.gemspec";

  private static final String YES = "yes";

  public GemFacts {
    executables = List.copyOf(executables);
    extensions = List.copyOf(extensions);
    needs = List.copyOf(needs);
  }

  static GemFacts of(GemSpec spec, boolean plugin) {
    return new GemFacts(
        spec.name(),
        spec.version(),
        spec.platform(),
        spec.executables(),
        spec.extensions(),
        spec.needs().stream().filter(Need::running).toList(),
        spec.requiredRuby(),
        spec.requiredRubygems(),
        spec.metadata().getOrDefault(GEMSPEC, ""),
        plugin);
  }

  public String fullName() {
    return GemSpec.fullName(name, version, platform);
  }

  Map<String, List<String>> toMap() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    map.put("gem", List.of(name));
    map.put("version", List.of(version));
    map.put("platform", one(platform));
    map.put("executables", executables);
    map.put("extensions", extensions);
    List<String> pairs = new ArrayList<>();
    needs.forEach(need -> pairs.addAll(List.of(need.name(), need.range())));
    map.put("needs", pairs);
    map.put("requires-ruby", one(requiredRuby));
    map.put("requires-rubygems", one(requiredRubygems));
    map.put("gemspec", one(gemspec));
    map.put("plugin", plugin ? List.of(YES) : List.of());
    map.values().removeIf(List::isEmpty);
    return map;
  }

  public static GemFacts of(Map<String, List<String>> map) {
    List<Need> needs = new ArrayList<>();
    List<String> pairs = map.getOrDefault("needs", List.of());
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      needs.add(new Need(pairs.get(i), pairs.get(i + 1), true));
    }
    return new GemFacts(
        first(map, "gem"),
        first(map, "version"),
        first(map, "platform"),
        map.getOrDefault("executables", List.of()),
        map.getOrDefault("extensions", List.of()),
        needs,
        first(map, "requires-ruby"),
        first(map, "requires-rubygems"),
        first(map, "gemspec"),
        map.getOrDefault("plugin", List.of()).contains(YES));
  }

  private static List<String> one(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static String first(Map<String, List<String>> map, String key) {
    return String.join("", map.getOrDefault(key, List.of()));
  }

  /** For {@code info}: its commands, and what acts without being asked. */
  Layout.Account account() {
    List<String> notes = new ArrayList<>();
    if (!extensions.isEmpty()) {
      notes.add("it has native code, built for each Ruby it is used with");
    }
    if (plugin) {
      notes.add("it is a plugin of the gem command, which loads it whenever it runs");
    }
    return new Layout.Account(executables.stream().sorted().distinct().toList(), notes);
  }
}
