package org.omnipkg.ecosystem.python.internal.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What pip is configured for: its files in its own order, each later one over those before, its
 * environment variables over all.
 */
final class PipConfiguration {
  private static final Set<String> KEYS =
      Set.of("index-url", "extra-index-url", "find-links", "no-index");
  private static final Set<String> TRUE = Set.of("1", "true", "yes", "on", "t", "y");

  private PipConfiguration() {}

  /**
   * Reads it.
   *
   * @param root the file system's root
   * @param prefixes installation roots whose own configuration counts
   */
  static ClientSources read(Path root, Map<String, String> environment, List<Path> prefixes) {
    Map<String, String> global = new HashMap<>();
    Map<String, String> install = new HashMap<>();
    for (Path file : files(root, environment, prefixes)) {
      IniFile ini = IniFile.read(file);
      global.putAll(ini.section("global"));
      install.putAll(ini.section("install"));
    }
    Map<String, String> settings = new HashMap<>(global);
    settings.putAll(install);
    for (String key : KEYS) {
      String value =
          environment.getOrDefault("PIP_" + key.toUpperCase(Locale.ROOT).replace('-', '_'), "");
      if (!value.isBlank()) {
        settings.put(key, value);
      }
    }
    String index = settings.getOrDefault("index-url", "").strip();
    return new ClientSources(
        index.isEmpty() ? Optional.empty() : Optional.of(index),
        words(settings.getOrDefault("extra-index-url", "")),
        words(settings.getOrDefault("find-links", "")),
        TRUE.contains(settings.getOrDefault("no-index", "").strip().toLowerCase(Locale.ROOT)));
  }

  private static List<Path> files(Path root, Map<String, String> environment, List<Path> prefixes) {
    String own = environment.getOrDefault("PIP_CONFIG_FILE", "");
    if (own.equals("/dev/null") || own.equalsIgnoreCase("nul")) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    String shared = environment.getOrDefault("XDG_CONFIG_DIRS", "");
    for (String folder : shared.isEmpty() ? List.of("etc/xdg") : List.of(shared.split(":"))) {
      files.add(root.resolve(folder).resolve("pip/pip.conf"));
    }
    files.add(root.resolve("etc/pip.conf"));
    if (own.isEmpty() || !Files.exists(root.resolve(own))) {
      home(environment).ifPresent(home -> files.add(home.resolve(".pip/pip.conf")));
      folder(environment).ifPresent(folder -> files.add(folder.resolve("pip/pip.conf")));
    }
    prefixes.forEach(prefix -> files.add(prefix.resolve("pip.conf")));
    if (!own.isEmpty()) {
      files.add(root.resolve(own));
    }
    return files;
  }

  static Optional<Path> home(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME")).filter(h -> !h.isEmpty()).map(Path::of);
  }

  /** Where the user's programs keep their configuration. */
  static Optional<Path> folder(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .or(() -> home(environment).map(home -> home.resolve(".config")));
  }

  static List<String> words(String value) {
    return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+"));
  }
}
