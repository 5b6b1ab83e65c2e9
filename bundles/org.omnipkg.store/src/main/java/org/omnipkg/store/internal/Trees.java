package org.omnipkg.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Store.Tree;

/**
 * Trees by shelf and key, each beside a file of facts; without one or the other it is not there.
 */
final class Trees {
  static final String FACTS = ".json";
  static final Set<String> RESERVED = Set.of("objects", "staging", "damaged");

  private final ObjectMapper json = new ObjectMapper();
  private final Path root;
  private final Staging staging;
  private final Objects objects;

  Trees(Path root, Staging staging, Objects objects) {
    this.root = root;
    this.staging = staging;
    this.objects = objects;
  }

  /** What stands in the file beside a tree. */
  record Facts(int schema, @Nullable Map<String, List<String>> facts) {}

  Optional<Tree> find(String shelf, String key) {
    Path path = path(shelf, key);
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    try {
      Facts read = json.readValue(Files.readAllBytes(facts(path)), Facts.class);
      Map<String, List<String>> facts = read.facts();
      return facts == null
          ? Optional.empty()
          : Optional.of(new Tree(shelf, key, path, Map.copyOf(facts)));
    } catch (JsonProcessingException | NoSuchFileException incomplete) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<Tree> all(String shelf) {
    try (Stream<Path> entries = Files.list(folder(shelf))) {
      return entries
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(FACTS))
          .map(name -> name.substring(0, name.length() - FACTS.length()))
          .sorted()
          .flatMap(key -> find(shelf, key).stream())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Tree make(String shelf, Bubble bubble) throws IOException {
    Optional<Tree> there = find(shelf, bubble.key());
    if (there.isPresent()) {
      return there.get();
    }
    Path path = path(shelf, bubble.key());
    Path made = staging.fresh();
    try {
      Files.createDirectories(made);
      fill(made, bubble.placements());
      Seal.close(made, bubble.caches());
      if (Files.isDirectory(path) && find(shelf, bubble.key()).isEmpty()) {
        staging.discard(path);
      }
      state(facts(path), bubble.facts());
      show(made, path);
    } finally {
      Staging.delete(made);
    }
    return find(shelf, bubble.key())
        .orElseThrow(() -> new IOException("the tree " + bubble.key() + " was removed meanwhile"));
  }

  void remove(String shelf, String key) throws IOException {
    Path path = path(shelf, key);
    staging.discard(path);
    Files.deleteIfExists(facts(path));
  }

  private void fill(Path tree, List<Placement> placements) throws IOException {
    Set<String> folders = new HashSet<>();
    for (Placement placement : placements) {
      Path name = name(tree, placement.path());
      folders(tree, placement.path(), folders);
      Digest digest =
          placement.text().isPresent()
              ? objects.put(
                  placement.text().get().getBytes(StandardCharsets.UTF_8), placement.executable())
              : placement.digest().orElseThrow();
      Path object =
          objects
              .find(digest, placement.executable())
              .or(() -> otherwise(digest, placement.executable()))
              .orElseThrow(() -> Refused.missing(placement.path(), digest));
      objects.link(object, name);
    }
  }

  /** Stored under the other execute bit only: the archive and the layout may disagree. */
  private Optional<Path> otherwise(Digest digest, boolean executable) {
    Optional<Path> other = objects.find(digest, !executable);
    if (other.isPresent()) {
      try (InputStream content = Files.newInputStream(other.get())) {
        objects.put(content, executable);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return objects.find(digest, executable);
  }

  static Path name(Path tree, String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw Refused.badPath(path);
      }
    }
    try {
      return tree.resolve(path);
    } catch (InvalidPathException unspeakable) {
      throw Refused.unspeakable(path, unspeakable);
    }
  }

  private static void folders(Path tree, String path, Set<String> made) throws IOException {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (made.add(folder)) {
        Files.createDirectory(tree.resolve(folder));
      }
    }
  }

  private void state(Path file, Map<String, List<String>> facts) throws IOException {
    Path made = staging.fresh();
    byte[] text = json.writeValueAsBytes(new Facts(1, facts));
    Staging.within(staging.folder(), () -> Files.write(made, text));
    Staging.show(made, file);
  }

  /** Who comes second uses what the first one made. */
  private static void show(Path made, Path as) throws IOException {
    try {
      Files.move(made, as, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException impossible) {
      throw impossible;
    } catch (FileSystemException failed) {
      if (!Files.isDirectory(as)) {
        throw failed;
      }
    }
  }

  private Path folder(String shelf) {
    if (!shelf.matches("[a-z][a-z0-9-]*") || RESERVED.contains(shelf)) {
      throw Refused.badPath(shelf);
    }
    return root.resolve(shelf);
  }

  private Path path(String shelf, String key) {
    if (!key.matches("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*") || key.endsWith(FACTS)) {
      throw Refused.badPath(shelf + "/" + key);
    }
    return folder(shelf).resolve(key);
  }

  static Path facts(Path tree) {
    return tree.resolveSibling(tree.getFileName() + FACTS);
  }
}
