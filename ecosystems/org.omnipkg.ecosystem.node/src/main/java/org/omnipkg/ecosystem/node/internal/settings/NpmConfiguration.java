package org.omnipkg.ecosystem.node.internal.settings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What npm is configured for: its own file, the machine's, the user's and the project's, each over
 * those before, and {@code npm_config_} variables over all.
 */
final class NpmConfiguration {
  private static final String PREFIX = "npm_config_";

  private NpmConfiguration() {}

  /**
   * Reads it.
   *
   * @param directory where the one who asks works
   */
  static Map<String, String> read(Map<String, String> environment, Path directory) {
    Map<String, String> variables = variables(environment);
    Map<String, String> settings = new LinkedHashMap<>();
    Optional<Path> installation = installation(environment);
    installation
        .map(root -> root.resolve("lib/node_modules/npm/npmrc"))
        .ifPresent(file -> settings.putAll(Npmrc.read(file, environment)));
    Optional<Path> user =
        named(variables, "userconfig")
            .or(() -> folder(environment, "HOME").map(home -> home.resolve(".npmrc")));
    Map<String, String> own = user.map(file -> Npmrc.read(file, environment)).orElse(Map.of());
    named(variables, "globalconfig")
        .or(
            () ->
                named(variables, "prefix")
                    .or(() -> named(own, "prefix"))
                    .or(() -> folder(environment, "PREFIX"))
                    .or(() -> installation)
                    .map(prefix -> prefix.resolve("etc/npmrc")))
        .ifPresent(file -> settings.putAll(Npmrc.read(file, environment)));
    settings.putAll(own);
    Path project = project(directory).resolve(".npmrc");
    if (user.isEmpty() || !project.equals(user.get())) {
      settings.putAll(Npmrc.read(project, environment));
    }
    settings.putAll(variables);
    return settings;
  }

  /** {@code npm_config_registry=…}, whatever the case of its name; scopes keep theirs. */
  private static Map<String, String> variables(Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.toLowerCase(Locale.ROOT).startsWith(PREFIX) && !value.isEmpty()) {
            String key = name.substring(PREFIX.length());
            boolean literal = key.startsWith("//") || key.startsWith("@");
            variables.put(
                literal ? key : key.toLowerCase(Locale.ROOT).replaceAll("(?!^)_", "-"), value);
          }
        });
    return variables;
  }

  private static Optional<Path> named(Map<String, String> settings, String key) {
    return Optional.ofNullable(settings.get(key)).filter(v -> !v.isBlank()).map(Path::of);
  }

  private static Optional<Path> folder(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank()).map(Path::of);
  }

  /** The folder npm works in: the nearest above with a manifest or packages. */
  private static Path project(Path directory) {
    for (Path at = directory; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("package.json"))
          || Files.isDirectory(at.resolve("node_modules"))) {
        return at;
      }
    }
    return directory;
  }

  /** Where the Node on the PATH is installed. */
  private static Optional<Path> installation(Map<String, String> environment) {
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path node = Path.of(entry).resolve("node");
      if (node.isAbsolute() && Files.isExecutable(node)) {
        try {
          Path bin = node.toRealPath().getParent();
          return Optional.ofNullable(bin).map(Path::getParent);
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
