package org.omnipkg.resolve.internal.house;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Ecosystem;

/** Requests that name a file by its place: it takes the place of all releases of its name. */
final class Places {
  private static final Pattern ARCHIVE =
      Pattern.compile("\\.(tar\\.gz|tgz|tar\\.bz2|tar\\.xz|zip)$");
  private static final Pattern DIGEST =
      Pattern.compile("(?:^|&)(sha256|sha384|sha512|md5|sha1)[=:]([0-9a-fA-F]+)");

  /** Stands for the version of a folder. */
  private static final String FOLDER = "folder";

  private final Map<PackageName, Wares> wares = new HashMap<>();
  private final Map<PackageName, URI> named = new HashMap<>();
  private final List<Wanting> wanting = new ArrayList<>();

  Places(Ground ground) {
    for (Dependency root : ground.problem().roots()) {
      if (root.direct().isPresent() && ground.where(root.when()) != 0) {
        add(root, root.direct().get(), ground);
      }
    }
  }

  private void add(Dependency root, URI place, Ground ground) {
    Problem problem = ground.problem();
    String file = file(place);
    named.put(root.target(), place);
    Optional<String> version =
        GitPlace.of(place)
            .filter(GitPlace::isPinned)
            .map(GitPlace::brief)
            .or(() -> Optional.of(FOLDER).filter(folder -> isFolder(place)));
    if (version.isPresent()) {
      add(root, place, version.get(), ground);
      return;
    }
    if (file.endsWith(".whl")) {
      String[] parts = file.split("-", -1);
      Pin pin = new Pin(root.target(), parts.length > 1 ? parts[1].replace("%2B", "+") : "");
      wares.put(root.target(), Wares.direct(pin, artifact(file, "wheel", place), problem));
      return;
    }
    Matcher archive = ARCHIVE.matcher(file);
    if (!archive.find()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.unsupported-place",
              "`"
                  + root.target().name()
                  + "` is asked for from a place that is neither a wheel nor a source archive",
              "name a `.whl`, `.tar.gz` or `.zip` file"));
    }
    String stem = file.substring(0, archive.start());
    Pin pin = new Pin(root.target(), stem.substring(stem.lastIndexOf('-') + 1));
    Artifact built = problem.built().get(pin);
    if (built != null) {
      wares.put(root.target(), Wares.direct(pin, built, problem));
    } else {
      Artifact source = artifact(file, Candidates.SOURCE, place);
      String reason = "`" + file + "` is a source archive";
      wanting.add(new Wanting(Wanting.BUILD, pin, source, reason));
    }
  }

  private static boolean isFolder(URI place) {
    return "file".equals(place.getScheme())
        && place.getPath() != null
        && Files.isDirectory(Path.of(place.getPath()));
  }

  /**
   * A commit or a folder; which version it is says only what was built of it.
   *
   * @param name of the commit, in place of a version
   */
  private void add(Dependency root, URI place, String name, Ground ground) {
    Problem problem = ground.problem();
    Pin unbuilt = new Pin(root.target(), name);
    Artifact built = problem.built().get(unbuilt);
    if (built == null) {
      String reason = "`" + root.target().name() + "` is asked for from its source";
      String file = root.target().name() + "-" + name + ".tar";
      Artifact source = artifact(file, Candidates.SOURCE, place);
      wanting.add(new Wanting(Wanting.BUILD, unbuilt, source, reason));
      return;
    }
    Ecosystem ecosystem = ground.facts().ecosystem(root.target().ecosystem());
    Pin pin =
        ecosystem
            .layout()
            .made(root.target(), built.filename())
            .orElseGet(() -> new Pin(root.target(), second(built.filename())));
    wares.put(root.target(), Wares.direct(pin, built, problem));
    GitPlace.of(place)
        .filter(GitPlace::isPinned)
        .ifPresent(commit -> beside(commit, Wares.alone(pin, built), ground));
  }

  /** What a package of a commit needs of the same commit comes from there too. */
  private void beside(GitPlace commit, Release release, Ground ground) {
    Answer<Manifest> manifest = ground.facts().manifest(release);
    for (List<Dependency> needs :
        manifest.value().map(Manifest::features).orElse(Map.of()).values()) {
      for (Dependency need : needs) {
        Optional<GitPlace> place = need.direct().flatMap(GitPlace::of);
        if (place.filter(one -> one.revision().equals(commit.revision())).isPresent()
            && ground.where(need.when()) != 0
            && !named.containsKey(need.target())) {
          GitPlace here =
              new GitPlace(commit.repository(), commit.revision(), place.get().subdirectory());
          add(need, here.address(), ground);
        }
      }
    }
  }

  private static String second(String filename) {
    String[] parts = filename.split("-", -1);
    return parts.length > 1 ? parts[1] : "";
  }

  private static String file(URI place) {
    String path = place.getPath() == null ? place.getSchemeSpecificPart() : place.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Artifact artifact(String file, String format, URI place) {
    Map<String, String> hashes = new HashMap<>();
    Matcher digest = DIGEST.matcher(place.getFragment() == null ? "" : place.getFragment());
    while (digest.find()) {
      hashes.put(digest.group(1), digest.group(2).toLowerCase(Locale.ROOT));
    }
    return new Artifact(file, format, place, hashes, OptionalLong.empty(), Map.of());
  }

  /** What has to be built before anything can be said. */
  List<Wanting> wanting() {
    return wanting;
  }

  Optional<Wares> named(PackageName name) {
    return Optional.ofNullable(wares.get(name));
  }

  /** Whether a request names the same place, so that a package may name it too. */
  boolean sameAs(Dependency demand) {
    URI named = this.named.get(demand.target());
    return named != null
        && demand
            .direct()
            .filter(
                place ->
                    place.equals(named)
                        || place.equals(withoutDigest(named))
                        || sameCommit(place, named))
            .isPresent();
  }

  /** What the user named by its address alone was given a digest before. */
  private static URI withoutDigest(URI place) {
    return URI.create(place.toString().replaceFirst("[#&]sha256=[0-9a-f]{64}$", ""));
  }

  private static boolean sameCommit(URI one, URI other) {
    Optional<GitPlace> place = GitPlace.of(one).filter(GitPlace::isPinned);
    return place.isPresent()
        && GitPlace.of(other).filter(o -> o.revision().equals(place.get().revision())).isPresent();
  }
}
