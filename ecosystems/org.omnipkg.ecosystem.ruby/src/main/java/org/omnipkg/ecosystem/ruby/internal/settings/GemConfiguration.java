package org.omnipkg.ecosystem.ruby.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gem command is told: the system's {@code gemrc}, then the user's, then those named by
 * {@code GEMRC}; the last one that names sources counts.
 *
 * @param sources as they were written
 */
record GemConfiguration(List<String> sources) {
  static GemConfiguration read(Path root, Map<String, String> environment) {
    List<String> sources = List.of();
    for (Path file : files(root, environment)) {
      Map<String, List<String>> read = FlatYaml.read(file);
      List<String> named = read.getOrDefault(":sources", read.getOrDefault("sources", List.of()));
      sources = named.isEmpty() ? sources : named;
    }
    return new GemConfiguration(sources);
  }

  private static List<Path> files(Path root, Map<String, String> environment) {
    List<Path> files = new java.util.ArrayList<>();
    files.add(root.resolve("etc/gemrc"));
    Optional<Path> home = variable(environment, "HOME");
    Optional<Path> config =
        variable(environment, "XDG_CONFIG_HOME").or(() -> home.map(h -> h.resolve(".config")));
    Optional<Path> own = home.map(h -> h.resolve(".gemrc")).filter(Files::exists);
    own.or(() -> config.map(c -> c.resolve("gem/gemrc"))).ifPresent(files::add);
    for (String more : environment.getOrDefault("GEMRC", "").split("[:;]")) {
      if (more.startsWith("/")) {
        files.add(Path.of(more));
      }
    }
    return files;
  }

  static Optional<Path> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> value.startsWith("/"))
        .map(Path::of);
  }
}
