package org.omnipkg.ecosystem.node.internal.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/** npm's lock file: which versions of a name it fixes, wherever in the tree they lie. */
final class PackageLock {
  private static final String FILE = "package-lock.json";
  private static final String FOLDER = "node_modules/";

  private PackageLock() {}

  /**
   * Constraints of the lock file; none when it is not there, is of an old form, or was made of
   * another manifest than the one beside it.
   */
  static List<Dependency> constraints(Path folder, JsonNode manifest) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    JsonNode packages = PackageJson.read(file, FILE).root().path("packages");
    if (!made(packages.path(""), manifest)) {
      return List.of();
    }
    Map<String, Set<String>> versions = new TreeMap<>();
    packages
        .fields()
        .forEachRemaining(
            entry -> {
              String place = entry.getKey();
              int at = place.lastIndexOf(FOLDER);
              String name =
                  entry
                      .getValue()
                      .path("name")
                      .asText(at < 0 ? "" : place.substring(at + FOLDER.length()));
              String version = entry.getValue().path("version").asText("");
              if (at >= 0 && Names.valid(name) && Version.of(version).isPresent()) {
                versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version);
              }
            });
    List<Dependency> constraints = new ArrayList<>();
    versions.forEach((name, all) -> constraints.add(constraint(name, String.join(" || ", all))));
    return constraints;
  }

  private static boolean made(JsonNode said, JsonNode manifest) {
    for (String section : List.of("dependencies", "devDependencies", "optionalDependencies")) {
      Map<String, String> then = new LinkedHashMap<>(NodeProject.strings(said.path(section)));
      if (!then.equals(NodeProject.strings(manifest.path(section)))) {
        return false;
      }
    }
    return true;
  }

  private static Dependency constraint(String name, String range) {
    return new Dependency(
        Names.of(name),
        range,
        Set.of(),
        "",
        Tie.CONSTRAINS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        name + "@" + range + " (" + FILE + ")");
  }
}
