package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Cargo wants to know every crate that some other machine or feature would need before it builds
 * anything. For those that are not needed here it finds empty ones, with the features that are
 * spoken of; were one of them compiled after all, the build would fail for want of its contents.
 */
final class Stubs {
  private static final TomlMapper TOML = new TomlMapper();
  private static final List<String> KINDS = List.of("dependencies", "build-dependencies");

  private final Map<String, List<Semver>> here = new HashMap<>();
  private final Map<String, Set<String>> ranges = new TreeMap<>();
  private final Map<String, Set<String>> features = new HashMap<>();

  /** Writes them beside the crates of a vendor folder. */
  static void fill(Path vendor) throws IOException {
    Stubs stubs = new Stubs();
    List<JsonNode> manifests = new ArrayList<>();
    try (var folders = Files.list(vendor)) {
      for (Path folder : folders.sorted().toList()) {
        JsonNode manifest = TOML.readTree(Files.readString(folder.resolve("Cargo.toml")));
        JsonNode own = manifest.path("package");
        Semver.of(own.path("version").asText())
            .ifPresent(
                version ->
                    stubs
                        .here
                        .computeIfAbsent(own.path("name").asText(), key -> new ArrayList<>())
                        .add(version));
        manifests.add(manifest);
      }
    }
    manifests.forEach(stubs::read);
    for (Map.Entry<String, Set<String>> one : stubs.ranges.entrySet()) {
      for (String range : one.getValue()) {
        stubs.write(vendor, one.getKey(), range);
      }
    }
  }

  private void read(JsonNode manifest) {
    Map<String, String> aliases = new HashMap<>();
    needs(manifest, aliases);
    manifest.path("target").forEach(target -> needs(target, aliases));
    for (JsonNode turned : manifest.path("features")) {
      for (JsonNode word : turned) {
        int slash = word.asText().indexOf('/');
        if (slash > 0) {
          String alias = word.asText().substring(0, slash).replace("?", "");
          speak(aliases.getOrDefault(alias, alias), word.asText().substring(slash + 1));
        }
      }
    }
  }

  private void needs(JsonNode section, Map<String, String> aliases) {
    for (String kind : KINDS) {
      section
          .path(kind)
          .fields()
          .forEachRemaining(
              entry -> {
                JsonNode need = entry.getValue();
                String name = need.path("package").asText(entry.getKey());
                String range = need.isTextual() ? need.asText() : need.path("version").asText("*");
                aliases.put(entry.getKey(), name);
                ranges.computeIfAbsent(name, key -> new TreeSet<>()).add(range);
                need.path("features").forEach(feature -> speak(name, feature.asText()));
              });
    }
  }

  private void speak(String crate, String feature) {
    features.computeIfAbsent(crate, key -> new TreeSet<>()).add(feature);
  }

  private void write(Path vendor, String name, String range) throws IOException {
    Optional<Requirement> wanted = Requirement.of(range);
    List<Semver> versions = here.computeIfAbsent(name, key -> new ArrayList<>());
    boolean met = wanted.filter(w -> versions.stream().anyMatch(w::admits)).isPresent();
    Optional<Semver> some = wanted.flatMap(Requirement::some);
    if (met || some.isEmpty() || !name.matches("[A-Za-z0-9_-]+")) {
      return;
    }
    versions.add(some.get());
    StringBuilder manifest = new StringBuilder("[package]\nname = \"" + name + "\"\n");
    manifest.append("version = \"").append(some.get()).append("\"\n[features]\n");
    for (String feature : features.getOrDefault(name, Set.of())) {
      if (feature.matches("[A-Za-z0-9_.+-]+")) {
        manifest.append('"').append(feature).append("\" = []\n");
      }
    }
    Path folder = Files.createDirectories(vendor.resolve(name + "-" + some.get() + "-elsewhere"));
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(folder.resolve("src/lib.rs"), "");
    Files.writeString(folder.resolve("Cargo.toml"), manifest);
    Files.writeString(folder.resolve(".cargo-checksum.json"), "{\"files\":{}}");
  }
}
