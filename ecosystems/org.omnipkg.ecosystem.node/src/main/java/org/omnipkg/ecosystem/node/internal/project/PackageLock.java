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
import org.omnipkg.ecosystem.node.internal.index.LockedDigests;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/**
 * npm's lock file: which versions of a name it fixes, wherever in the tree they lie, and what it
 * promises of their bytes. Two forms: places ({@code packages}), and names within names before npm
 * 7.
 */
final class PackageLock {
  /** The first that is there counts, as with npm. */
  static final List<String> FILES = List.of("npm-shrinkwrap.json", "package-lock.json");

  private static final String FOLDER = "node_modules/";
  private static final String ALIAS = "npm:";
  private static final List<String> SECTIONS =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  private final String file;
  private final Map<String, Set<String>> versions = new TreeMap<>();
  private final Map<String, Set<String>> digests = new TreeMap<>();

  private PackageLock(String file) {
    this.file = file;
  }

  /**
   * Constraints of the lock file; none when it is not there, or was made of another manifest than
   * the one beside it.
   */
  static List<Dependency> constraints(Path folder, JsonNode manifest) {
    Optional<String> file =
        FILES.stream().filter(name -> Files.isRegularFile(folder.resolve(name))).findFirst();
    if (file.isEmpty()) {
      return List.of();
    }
    JsonNode root = PackageJson.read(folder.resolve(file.get()), file.get()).root();
    PackageLock lock = new PackageLock(file.get());
    JsonNode packages = root.path("packages");
    if (packages.isObject()) {
      if (made(packages.path(""), manifest)) {
        packages.fields().forEachRemaining(entry -> lock.place(entry.getKey(), entry.getValue()));
      }
    } else if (serves(root.path("dependencies"), manifest)) {
      lock.names(root.path("dependencies"));
    }
    return lock.constraints();
  }

  private static boolean made(JsonNode said, JsonNode manifest) {
    for (String section : SECTIONS) {
      Map<String, String> then = new LinkedHashMap<>(NodeProject.strings(said.path(section)));
      if (!then.equals(NodeProject.strings(manifest.path(section)))) {
        return false;
      }
    }
    return true;
  }

  /** The old form does not say what it was made of: it has to have what is asked for. */
  private static boolean serves(JsonNode names, JsonNode manifest) {
    for (String section : SECTIONS) {
      for (Map.Entry<String, String> need :
          NodeProject.strings(manifest.path(section)).entrySet()) {
        JsonNode entry = names.path(need.getKey());
        Spec spec = Spec.of(need.getValue());
        Optional<Range> range =
            spec.kind() == Spec.Kind.RANGE ? Range.of(spec.text()) : Optional.empty();
        Optional<Version> version = Version.of(entry.path("version").asText(""));
        boolean fits = range.isEmpty() || version.isEmpty() || range.get().admits(version.get());
        if (!(entry.isObject() ? fits : section.equals("optionalDependencies"))) {
          return false;
        }
      }
    }
    return true;
  }

  private void place(String place, JsonNode entry) {
    int at = place.lastIndexOf(FOLDER);
    if (at >= 0) {
      add(entry.path("name").asText(place.substring(at + FOLDER.length())), entry, "");
    }
  }

  private void names(JsonNode names) {
    names
        .fields()
        .forEachRemaining(
            member -> {
              JsonNode entry = member.getValue();
              String version = entry.path("version").asText("");
              int at = version.lastIndexOf('@');
              if (version.startsWith(ALIAS) && at > ALIAS.length()) {
                add(version.substring(ALIAS.length(), at), entry, version.substring(at + 1));
              } else if (!entry.path("bundled").asBoolean(false)) {
                add(member.getKey(), entry, "");
              }
              names(entry.path("dependencies"));
            });
  }

  private void add(String name, JsonNode entry, String stated) {
    String version = stated.isEmpty() ? entry.path("version").asText("") : stated;
    if (!Names.valid(name) || Version.of(version).isEmpty()) {
      return;
    }
    versions.computeIfAbsent(name, key -> new TreeSet<>()).add(version);
    LockedDigests.promise(version, entry.path("integrity").asText(""), file)
        .ifPresent(it -> digests.computeIfAbsent(name, key -> new TreeSet<>()).add(it));
  }

  private List<Dependency> constraints() {
    List<Dependency> constraints = new ArrayList<>();
    versions.forEach(
        (name, all) -> {
          String range = String.join(" || ", all);
          constraints.add(
              new Dependency(
                  Names.of(name),
                  range,
                  digests.getOrDefault(name, Set.of()),
                  "",
                  Tie.CONSTRAINS,
                  Role.RUN,
                  Condition.ALWAYS,
                  Optional.empty(),
                  name + "@" + range + " (" + file + ")"));
        });
    return constraints;
  }
}
