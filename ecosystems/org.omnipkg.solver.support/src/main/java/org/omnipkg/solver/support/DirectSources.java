package org.omnipkg.solver.support;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Wanting;

/**
 * Requests that name a place (PEP 508 URLs, PEP 440 direct references): wheels or source archives.
 */
final class DirectSources {
  /** Stands for the version of a folder. */
  private static final String FOLDER = "folder";

  private static final Pattern ARCHIVE =
      Pattern.compile("\\.(tar\\.gz|tgz|tar\\.bz2|tar\\.xz|zip)$");
  private static final Pattern DIGEST =
      Pattern.compile("(?:^|&)(sha256|sha384|sha512|md5|sha1)[=:]([0-9a-fA-F]+)");

  private final Map<PackageName, Artifact> artifacts = new HashMap<>();
  private final List<Wanting> wanting = new ArrayList<>();

  DirectSources(Problem problem) {
    for (Dependency root : problem.roots()) {
      if (root.direct().isPresent() && root.when().holds(problem.target())) {
        add(root, root.direct().get(), problem);
      }
    }
  }

  private void add(Dependency root, URI place, Problem problem) {
    Optional<String> version =
        GitPlace.of(place)
            .filter(GitPlace::isPinned)
            .map(GitPlace::brief)
            .or(() -> Optional.of(FOLDER).filter(folder -> isFolder(place)));
    if (version.isPresent()) {
      String archive = root.target().name() + "-" + version.get() + ".tar";
      take(root, new Pin(root.target(), version.get()), problem, place, archive);
      return;
    }
    String file = file(place);
    if (file.endsWith(".whl")) {
      artifacts.put(root.target(), artifact(file, "wheel", place));
      return;
    }
    Matcher archive = ARCHIVE.matcher(file);
    if (!archive.find()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.unsupported-place",
              "`"
                  + root.target().name()
                  + "` is asked for from a place that is neither a wheel nor"
                  + " a source archive",
              "name a `.whl`, `.tar.gz` or `.zip` file"));
    }
    String stem = file.substring(0, archive.start());
    Pin pin = new Pin(root.target(), stem.substring(stem.lastIndexOf('-') + 1));
    take(root, pin, problem, place, file);
  }

  private void take(Dependency root, Pin pin, Problem problem, URI place, String file) {
    Artifact built = problem.built().get(pin);
    if (built == null) {
      wanting.add(
          new Wanting(
              Wanting.BUILD, pin, artifact(file, "sdist", place), "`" + file + "` is source"));
    } else {
      artifacts.put(root.target(), built);
    }
  }

  private static boolean isFolder(URI place) {
    return "file".equals(place.getScheme())
        && place.getPath() != null
        && Files.isDirectory(Path.of(place.getPath()));
  }

  private static String file(URI place) {
    String path = place.getPath() == null ? place.getSchemeSpecificPart() : place.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Artifact artifact(String file, String format, URI place) {
    Map<String, String> hashes = new HashMap<>();
    Matcher digest = DIGEST.matcher(place.getFragment() == null ? "" : place.getFragment());
    while (digest.find()) {
      hashes.put(digest.group(1), digest.group(2).toLowerCase(java.util.Locale.ROOT));
    }
    return new Artifact(file, format, place, hashes, OptionalLong.empty(), Map.of());
  }

  List<Wanting> wanting() {
    return wanting;
  }

  @Nullable Artifact artifact(PackageName name) {
    return artifacts.get(name);
  }

  /** Where a request's file lies, a wheel by now. */
  @Nullable URI place(Dependency dependency) {
    Artifact artifact = dependency.direct().isEmpty() ? null : artifacts.get(dependency.target());
    return artifact == null ? null : artifact.location();
  }
}
