package org.omnipkg.ecosystem.node.internal.tree;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.node.internal.index.Needs;
import org.omnipkg.ecosystem.node.internal.project.PackageJson;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Layout;

/**
 * Packages that are folders of the user's own: members of a workspace, and {@code file:} folders.
 * They are worked on, so what they need for that belongs to their needs.
 */
final class OwnFolders {
  private static final String NO_VERSION = "0.0.0";
  private static final Map<String, Tie> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("optionalDependencies", Tie.OPTIONAL);
    SECTIONS.put("dependencies", Tie.NEEDS);
    SECTIONS.put("devDependencies", Tie.NEEDS);
    SECTIONS.put("peerDependencies", Tie.PEER);
  }

  private OwnFolders() {}

  static boolean is(Dependency dependency) {
    return place(dependency).filter(Files::isDirectory).isPresent();
  }

  private static Optional<Path> place(Dependency dependency) {
    return dependency
        .direct()
        .filter(direct -> "file".equals(direct.getScheme()) && direct.getPath() != null)
        .map(URI::getPath)
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  static Pack read(Dependency dependency) {
    Path folder = place(dependency).orElseThrow();
    String label = String.valueOf(folder.getFileName());
    PackageJson manifest =
        PackageJson.read(folder.resolve("package.json"), label + "/package.json");
    String name = dependency.target().name();
    if (!manifest.root().path("name").asText("").equals(name)) {
      throw new Refusal(
          Diagnostic.user(
              "npm.identity",
              "the folder `" + label + "` is not the package `" + name + "`",
              "look into its `package.json`"));
    }
    String version = manifest.root().path("version").asText("");
    Pin pin = new Pin(Names.of(name), Version.of(version).isPresent() ? version : NO_VERSION);
    Artifact artifact =
        new Artifact(
            label,
            Layout.FOLDER,
            dependency.direct().orElseThrow(),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    Release release =
        new Release(
            pin,
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            manifest.root().path("engines").path("node").asText(""),
            List.of(artifact));
    Manifest stated =
        new Manifest(
            pin,
            Map.of("", needs(manifest, folder)),
            release.runtimeRange(),
            org.omnipkg.model.Certainty.STATED,
            java.util.Set.of());
    return Pack.of(release, stated, artifact, Tarballs.DIRECT);
  }

  /** As npm reads them: of two sections that name the same the first counts. */
  private static List<Dependency> needs(PackageJson manifest, Path folder) {
    Map<String, Dependency> needs = new LinkedHashMap<>();
    SECTIONS.forEach(
        (section, tie) ->
            manifest
                .root()
                .path(section)
                .fields()
                .forEachRemaining(
                    one -> {
                      String name = one.getKey();
                      if (one.getValue().isTextual() && Names.valid(name)) {
                        needs.putIfAbsent(
                            name,
                            Needs.dependency(
                                name,
                                whole(one.getValue().asText(), folder),
                                optional(manifest, section, name) ? Tie.OPTIONAL_PEER : tie));
                      }
                    }));
    return new ArrayList<>(needs.values());
  }

  private static boolean optional(PackageJson manifest, String section, String name) {
    return section.equals("peerDependencies")
        && manifest
            .root()
            .path("peerDependenciesMeta")
            .path(name)
            .path("optional")
            .asBoolean(false);
  }

  /** Relative places start in the folder; another client's word for a member means any version. */
  private static String whole(String value, Path folder) {
    if (value.startsWith("workspace:")) {
      return "*";
    }
    Spec spec = Spec.of(value);
    if (spec.kind() != Spec.Kind.FILE) {
      return value;
    }
    Path path = folder.resolve(spec.text().replaceFirst("^file:", "")).normalize();
    return path.toUri().toString();
  }
}
