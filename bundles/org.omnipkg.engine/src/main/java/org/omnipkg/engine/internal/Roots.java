package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is needed of the store: by generations, by lock files, and by the house itself. */
@Component(service = Roots.class)
public final class Roots {
  /** The store's folder of wheels made from source, {@code built/<source>/<target>/}. */
  static final String BUILT = "built";

  /** The ledger's table of lock files, by absolute path. */
  static final String LOCKS = "locks";

  /** SHA-256, SHA-384 and SHA-512 in hexadecimal, and Go's in Base64. */
  private static final Pattern DIGEST =
      Pattern.compile(
          "(?<![0-9a-f])(?:[0-9a-f]{128}|[0-9a-f]{96}|[0-9a-f]{64})(?![0-9a-f])"
              + "|(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{43}=");

  private final Environments environments;
  private final Upkeep upkeep;
  private final Ledger ledger;
  private final Places places;
  private final Tools tools;

  @Activate
  public Roots(
      @Reference Environments environments,
      @Reference Upkeep upkeep,
      @Reference Ledger ledger,
      @Reference Places places,
      @Reference Tools tools) {
    this.environments = environments;
    this.upkeep = upkeep;
    this.ledger = ledger;
    this.places = places;
    this.tools = tools;
  }

  /**
   * {@code shelf/key} of trees and built wheels. A generation that cannot be read is refused, not
   * passed over.
   */
  Set<String> all() {
    Set<String> roots = new HashSet<>();
    for (String environment : environments.names()) {
      for (Environments.Generation generation : environments.generations(environment)) {
        State state = generation.state();
        roots.addAll(trees(state));
        nodes(state).stream().flatMap(node -> node.artifact().stream()).forEach(a -> add(a, roots));
        state.offers().stream().flatMap(o -> o.artifacts().stream()).forEach(a -> add(a, roots));
      }
    }
    Set<String> locked = locked();
    Set<String> kept = tools.roots();
    for (Store.Tree tree : upkeep.trees()) {
      boolean wanted =
          FinishedTrees.isPlain(tree)
              && KnownTrees.hashes(tree).values().stream().anyMatch(locked::contains);
      if (wanted || kept.contains(tree.key())) {
        roots.add(tree.name());
      }
    }
    finished(roots);
    locked.forEach(sha256 -> roots.addAll(built(sha256)));
    locked.forEach(sha256 -> roots.add(AdoptedArtifacts.SOURCE + "/" + sha256));
    return roots;
  }

  /** A completed tree in use, as it is or in instances, keeps the package's own. */
  private void finished(Set<String> roots) {
    Set<String> used = new HashSet<>(roots);
    for (Store.Tree tree : upkeep.trees()) {
      tree.instance()
          .filter(instance -> roots.contains(tree.name()))
          .ifPresent(instance -> used.add(tree.shelf() + "/" + instance.base()));
    }
    for (Store.Tree tree : upkeep.trees()) {
      FinishedTrees.base(tree)
          .filter(base -> tree.instance().isEmpty() && used.contains(tree.name()))
          .ifPresent(base -> roots.add(tree.shelf() + "/" + base));
    }
  }

  /** The trees of a state, of its versions that are not active too. */
  static Set<String> trees(State state) {
    Set<String> trees = new HashSet<>(state.trees().values());
    state.kept().forEach(one -> trees.addAll(one.trees().values()));
    return trees;
  }

  static List<Node> nodes(State state) {
    List<Node> nodes = new ArrayList<>(state.nodes());
    state.kept().forEach(one -> nodes.addAll(one.nodes()));
    return nodes;
  }

  private void add(Artifact artifact, Set<String> roots) {
    URI location = artifact.location();
    if ("file".equals(location.getScheme())) {
      Path file = Path.of(location);
      named(file, BUILT, 2).ifPresent(roots::add);
      named(file, AdoptedArtifacts.SOURCE, 1).ifPresent(roots::add);
    }
  }

  private Optional<String> named(Path file, String folder, int depth) {
    Path all = places.store().resolve(folder);
    return file.startsWith(all) && all.relativize(file).getNameCount() > depth
        ? Optional.of(folder + "/" + all.relativize(file).subpath(0, depth))
        : Optional.empty();
  }

  /** From now on what this lock file names is kept, as long as the file is there. */
  void follow(Path lock) {
    String path = lock.toAbsolutePath().normalize().toString();
    if (ledger.get(LOCKS, path).isEmpty()) {
      ledger.put(LOCKS, path, new byte[0]);
    }
  }

  /** Digests in lock files that are still there. */
  private Set<String> locked() {
    Set<String> digests = new HashSet<>();
    for (String file : ledger.keys(LOCKS)) {
      try {
        String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        Matcher digest = DIGEST.matcher(text);
        while (digest.find()) {
          digests.add(digest.group());
        }
      } catch (NoSuchFileException gone) {
        ledger.remove(LOCKS, file);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return digests;
  }

  /** What was built of a source. */
  private Set<String> built(String source) {
    Set<String> names = new HashSet<>();
    for (Path made : list(places.store().resolve(BUILT).resolve(source))) {
      names.add(BUILT + "/" + source + "/" + made.getFileName());
    }
    return names;
  }

  /** The wheel in a folder of built ones. */
  static Optional<Path> wheel(Path folder) {
    return list(folder).stream()
        .filter(file -> !file.getFileName().toString().endsWith(".tmp"))
        .sorted()
        .findFirst();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
