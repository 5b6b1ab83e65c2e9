package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.engine.internal.lock.LocalFiles;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * From the packages of a lock to nodes that can be installed: from the store by digest, else from
 * an index by name and digest, else built again. Chooses files, never versions.
 */
@Component(service = LockedPackages.class)
public final class LockedPackages {
  private final Acquisition acquisition;
  private final Locating locating;
  private final SourceBuild builds;
  private final Solving solving;
  private final AdoptedArtifacts adopted;
  private final Choices choices;

  @Activate
  public LockedPackages(
      @Reference Acquisition acquisition,
      @Reference Locating locating,
      @Reference SourceBuild builds,
      @Reference Solving solving,
      @Reference AdoptedArtifacts adopted,
      @Reference Choices choices) {
    this.acquisition = acquisition;
    this.locating = locating;
    this.builds = builds;
    this.solving = solving;
    this.adopted = adopted;
    this.choices = choices;
  }

  /**
   * Where and with what the work is done.
   *
   * @param here nodes of the environment as it is, whose files' places are known
   * @param resolver chooses what builds need
   * @param make whether what must be built is built; else it stays its source
   */
  record Site(
      Target target,
      LocalFiles local,
      List<Node> here,
      Optional<String> resolver,
      boolean make,
      Ecosystem ecosystem,
      HouseDesk desk) {}

  /** A node for every package, in their order. */
  List<Node> nodes(List<Lock.Package> packages, Site site) {
    Map<Integer, Node> nodes = new TreeMap<>();
    List<Integer> absent = new ArrayList<>();
    List<Locating.Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < packages.size(); i++) {
      Lock.Package one = packages.get(i);
      if (one.source() == Lock.Source.FOLDER) {
        nodes.put(i, one.built() ? editable(one, site) : folder(one, site));
        continue;
      }
      List<Artifact> files = fitting(one, site);
      Optional<Node> ready = ready(one, files, site);
      if (ready.isPresent()) {
        nodes.put(i, ready.get());
      } else if (one.source() == Lock.Source.INDEX) {
        absent.add(i);
        wanted.add(new Locating.Wanted(one.pin(), files));
      } else {
        nodes.put(i, made(one, named(one, files.get(0), site), Origins.DIRECT, site));
      }
    }
    List<Locating.Found> found = locating.find(wanted, site.ecosystem(), site.desk());
    for (int i = 0; i < found.size(); i++) {
      int at = absent.get(i);
      nodes.put(at, made(packages.get(at), found.get(i).artifact(), found.get(i).source(), site));
    }
    return List.copyOf(nodes.values());
  }

  /** Files of the lock that run here, most specific first. */
  private static List<Artifact> fitting(Lock.Package one, Site site) {
    List<Artifact> ordered = ordered(one, site);
    if (ordered.isEmpty()) {
      throw noneFits(one);
    }
    return ordered;
  }

  /** Whether something of a package runs on the machine. */
  static boolean isFor(Lock.Package one, Site site) {
    return one.when().isEmpty() || !ordered(one, site).isEmpty();
  }

  private static List<Artifact> ordered(Lock.Package one, Site site) {
    List<Artifact> files = files(one);
    Release release =
        new Release(
            one.pin(), Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", files);
    return Offers.inOrder(release, files, site.target(), site.ecosystem());
  }

  private static List<Artifact> files(Lock.Package one) {
    URI nowhere = Locating.nowhere(one.purl());
    Map<String, String> facts = one.when().isEmpty() ? Map.of() : Map.of(Artifact.WHEN, one.when());
    return one.files().stream()
        .map(
            file ->
                new Artifact(
                    file.filename(), file.format(), nowhere, file.hashes(), file.size(), facts))
        .toList();
  }

  static Refusal noneFits(Lock.Package one) {
    List<String> lines = new ArrayList<>();
    if (!one.when().isEmpty()) {
      lines.add("it is for " + one.when());
    }
    one.files().forEach(file -> lines.add(file.filename()));
    return new Refusal(
        Diagnostic.outside(
                "lock.no-file-fits",
                "no file the lock names for `"
                    + one.pin().name().name()
                    + " "
                    + one.pin().version()
                    + "` runs on this machine",
                "make a lock on a machine like this one")
            .with(lines));
  }

  /** A package that is not installed here, as the lock has it. */
  static Node elsewhere(Lock.Package one, Site site) {
    return stored(one, files(one).get(0), site);
  }

  /** What needs neither an index nor a build. */
  private Optional<Node> ready(Lock.Package one, List<Artifact> files, Site site) {
    if (one.built()) {
      return files.stream()
          .flatMap(
              file ->
                  builds
                      .known(
                          source(one, file, site),
                          site.target().runtime(site.ecosystem().id()).orElseThrow(),
                          site.target().platform())
                      .stream())
          .findFirst()
          .map(built -> node(one, built, label(one, Origins.BUILT)));
    }
    if (one.source() == Lock.Source.ADOPTED) {
      Optional<Artifact> packed =
          files.stream().flatMap(file -> adopted.known(file).stream()).findFirst();
      if (packed.isPresent()) {
        return packed.map(file -> node(one, file, Origins.ADOPTED));
      }
    }
    return files.stream()
        .filter(file -> acquisition.stored(site.ecosystem().layout(), file).isPresent())
        .findFirst()
        .map(file -> stored(one, file, site));
  }

  private static Artifact source(Lock.Package one, Artifact file, Site site) {
    return one.source() == Lock.Source.INDEX ? file : at(file, place(one, site));
  }

  private static Node stored(Lock.Package one, Artifact file, Site site) {
    for (Node node : site.here()) {
      Artifact known = node.artifact().orElse(null);
      if (known != null
          && node.pin().equals(one.pin())
          && known.filename().equals(file.filename())
          && known.hashes().entrySet().containsAll(file.hashes().entrySet())) {
        return node(one, at(file, known.location()), label(one, node.source()));
      }
    }
    boolean named = one.source() == Lock.Source.URL || one.source() == Lock.Source.FILE;
    return node(one, named ? at(file, place(one, site)) : file, label(one, Origins.LOCK));
  }

  private static String label(Lock.Package one, String index) {
    return switch (one.source()) {
      case INDEX -> index;
      case URL, FILE, FOLDER -> Origins.DIRECT;
      case ADOPTED -> Origins.ADOPTED;
    };
  }

  private static URI place(Lock.Package one, Site site) {
    return one.source() == Lock.Source.FILE
        ? site.local().location(one.place())
        : URI.create(one.place());
  }

  /** A file the user named, where the lock says it is. */
  private static Artifact named(Lock.Package one, Artifact file, Site site) {
    String name = one.pin().name().name() + " " + one.pin().version();
    if (one.source() == Lock.Source.ADOPTED) {
      throw new Refusal(
          Diagnostic.outside(
              "lock.adopted",
              "`" + name + "` was put into the locked environment by another tool, and is not here",
              "on the machine of the lock, `omnipkg install` it from an index and export again"));
    }
    URI place = place(one, site);
    if (one.source() == Lock.Source.FILE && !Files.exists(Path.of(place))) {
      throw new Refusal(
          Diagnostic.outside(
              "lock.file-missing",
              "the lock's `" + name + "` comes from a file that is not here: `" + one.place() + "`",
              "put the file there, seen from the lock's folder"));
    }
    return at(file, place);
  }

  /** A project to be run from its folder, as that is now. */
  private Node editable(Lock.Package one, Site site) {
    Artifact source = Editable.source(one.pin().name().name(), ownFolder(one, site).toUri());
    return made(one, source, Origins.DIRECT, site);
  }

  private static Node folder(Lock.Package one, Site site) {
    Path place = ownFolder(one, site);
    Artifact artifact =
        new Artifact(
            String.valueOf(place.getFileName()),
            Layout.FOLDER,
            place.toUri(),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return node(one, artifact, Origins.DIRECT);
  }

  /** A folder that is here already, or nothing. */
  private static Path ownFolder(Lock.Package one, Site site) {
    Path place = Path.of(site.local().location(one.place()));
    boolean out = List.of(one.place().split("/")).contains("..");
    if (out || !Files.isDirectory(place)) {
      throw new Refusal(
          Diagnostic.outside(
              "lock.file-missing",
              "the lock's `"
                  + one.pin().name().name()
                  + "` is a folder that is not here: `"
                  + one.place()
                  + "`",
              "put the folder there, seen from the lock's folder"));
    }
    return place;
  }

  private static Artifact at(Artifact file, URI place) {
    return new Artifact(
        file.filename(), file.format(), place, file.hashes(), file.size(), file.facts());
  }

  private Node made(Lock.Package one, Artifact file, String source, Site site) {
    if (!one.built() || !site.make()) {
      return node(one, file, source);
    }
    String resolver =
        choices.resolver(site.resolver(), site.ecosystem().id(), site.desk().caller());
    Problem problem =
        new Problem(
            site.ecosystem().id(),
            List.of(),
            List.of(),
            site.target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    Artifact built =
        builds.build(
            new Wanting(Wanting.BUILD, one.pin(), file, "the lock names its source"),
            problem,
            site.ecosystem(),
            site.desk(),
            (needs, desk) -> solving.solve(needs, Map.of(), resolver, site.ecosystem(), desk));
    return node(one, built, label(one, Origins.BUILT));
  }

  private static Node node(Lock.Package one, Artifact artifact, String source) {
    Map<String, String> facts = new HashMap<>(artifact.facts());
    if (!one.when().isEmpty()) {
      facts.put(Artifact.WHEN, one.when());
    }
    Artifact file =
        new Artifact(
            artifact.filename(),
            artifact.format(),
            artifact.location(),
            artifact.hashes(),
            artifact.size(),
            facts);
    return new Node(one.id(), one.pin(), Optional.of(file), Set.copyOf(one.features()), source);
  }
}
