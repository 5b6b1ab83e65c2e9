package org.omnipkg.store.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Origin;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.Upkeep.Item;

/**
 * Trees by shelf and key, each beside a file of facts; without one or the other it is not there.
 */
final class Trees {
  private static final int TRIES = 3;

  private final ObjectMapper json = new ObjectMapper();
  private final KnownManifests manifests = new KnownManifests();
  private final TreeNames names;
  private final Staging staging;
  private final Filling filling;

  Trees(Path root, Staging staging, Objects objects, Deposit deposit) {
    this.names = new TreeNames(root);
    this.staging = staging;
    this.filling = new Filling(objects, deposit);
  }

  Optional<Tree> find(String shelf, String key) {
    Path path = names.path(shelf, key);
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    try {
      TreeFacts read = json.readValue(Files.readAllBytes(TreeNames.facts(path)), TreeFacts.class);
      Map<String, List<String>> facts = read.facts();
      Optional<Origin> origin = Optional.ofNullable(read.origin()).map(TreeFacts.Made::origin);
      return facts == null
          ? Optional.empty()
          : Optional.of(
              new Tree(
                  shelf,
                  key,
                  path,
                  Map.copyOf(facts),
                  origin,
                  Optional.ofNullable(read.instance())));
    } catch (JsonProcessingException | NoSuchFileException incomplete) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  List<Tree> all(String shelf) {
    try (Stream<Path> entries = Files.list(names.folder(shelf))) {
      return entries
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.endsWith(TreeNames.FACTS))
          .map(name -> name.substring(0, name.length() - TreeNames.FACTS.length()))
          .sorted()
          .flatMap(key -> find(shelf, key).stream())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All of all shelves, by shelf and key. */
  List<Tree> all() {
    try {
      return TreeNames.shelves(names.root()).stream()
          .flatMap(shelf -> all(String.valueOf(shelf.getFileName())).stream())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Optional<List<Item>> items(String shelf, String key) throws IOException {
    return manifests.read(TreeNames.files(names.path(shelf, key)));
  }

  /**
   * The tree, made or mended, though a collection may run beside: it takes what nobody holds.
   *
   * @param mending tells whether a tree that is there is whole
   */
  Tree make(String shelf, Bubble bubble, @Nullable Origin origin, Mending mending)
      throws IOException {
    Path path = names.path(shelf, bubble.key());
    for (int left = TRIES; left > 0; left--) {
      Optional<Tree> there = find(shelf, bubble.key());
      if (there.isPresent() && (origin == null || there.get().origin().isPresent())) {
        Optional<List<Item>> items = items(shelf, bubble.key());
        if (items.isPresent() && mending.sound(path, items.get(), Map.of())) {
          return there.get();
        }
      }
      List<Item> items = filling.items(bubble.placements());
      if (there.isPresent()) {
        state(TreeNames.files(path), Manifest.text(items));
        List<Digest> lacking = mending.mend(path, items, Map.of());
        if (!lacking.isEmpty()) {
          throw Refused.missing(shelf + "/" + bubble.key(), lacking.get(0));
        }
        state(TreeNames.facts(path), json.writeValueAsBytes(TreeFacts.of(bubble, origin)));
      } else {
        byte[] facts = json.writeValueAsBytes(TreeFacts.of(bubble, origin));
        anew(shelf, path, items, Map.of(), bubble.caches(), facts);
      }
      Optional<Tree> made = find(shelf, bubble.key());
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException("the tree " + bubble.key() + " was removed meanwhile");
  }

  /** An instance, made or mended, likewise. */
  Tree instance(Tree base, String key, Instance wanted, Mending mending) throws IOException {
    Path path = names.path(base.shelf(), key);
    List<Item> items = below(wanted.at(), items(base));
    InstanceLinks.check(key, items, wanted.links(), path);
    byte[] facts = json.writeValueAsBytes(TreeFacts.of(base.facts(), wanted));
    for (int left = TRIES; left > 0; left--) {
      Optional<Tree> there = find(base.shelf(), key);
      boolean whole =
          there.flatMap(Tree::instance).filter(wanted::equals).isPresent()
              && items(base.shelf(), key).filter(items::equals).isPresent()
              && mending.sound(path, items, wanted.links());
      if (whole) {
        return there.orElseThrow();
      }
      if (there.isPresent()) {
        state(TreeNames.files(path), Manifest.text(items));
        List<Digest> lacking = mending.mend(path, items, wanted.links());
        if (!lacking.isEmpty()) {
          throw Refused.missing(base.shelf() + "/" + key, lacking.get(0));
        }
        state(TreeNames.facts(path), facts);
      } else {
        anew(base.shelf(), path, items, wanted.links(), List.of(), facts);
      }
      Optional<Tree> made = find(base.shelf(), key);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException("the tree " + key + " was removed meanwhile");
  }

  private List<Item> items(Tree base) throws IOException {
    return items(base.shelf(), base.key())
        .orElseThrow(() -> new IOException("the tree " + base.key() + " was removed meanwhile"));
  }

  private static List<Item> below(String at, List<Item> items) {
    return at.isEmpty()
        ? items
        : items.stream()
            .map(item -> new Item(at + "/" + item.path(), item.digest(), item.executable()))
            .toList();
  }

  private void anew(
      String shelf,
      Path path,
      List<Item> items,
      Map<String, String> links,
      List<String> caches,
      byte[] facts)
      throws IOException {
    Path made = staging.fresh();
    try {
      Files.createDirectories(made);
      Set<String> folders = filling.fill(made, items);
      if (links.isEmpty()) {
        Seal.close(made, folders, caches);
      } else {
        InstanceLinks.make(made, links);
        Seal.close(made, caches);
      }
      String key = String.valueOf(path.getFileName());
      if (Files.isDirectory(path) && find(shelf, key).isEmpty()) {
        staging.discard(path);
      }
      state(TreeNames.files(path), Manifest.text(items));
      state(TreeNames.facts(path), facts);
      show(made, path);
    } finally {
      Removal.of(made);
    }
  }

  void remove(String shelf, String key) throws IOException {
    Path path = names.path(shelf, key);
    staging.discard(path);
    Files.deleteIfExists(TreeNames.facts(path));
    Files.deleteIfExists(TreeNames.files(path));
  }

  /** Out of sight at once; what is left of it is deleted later, by whoever gets to it. */
  Path hide(String shelf, String key) throws IOException {
    Path path = names.path(shelf, key);
    Path aside = staging.aside(path);
    Files.deleteIfExists(TreeNames.facts(path));
    Files.deleteIfExists(TreeNames.files(path));
    return aside;
  }

  /** On the disk before the tree is: a tree whose facts were lost with the power is no tree. */
  private void state(Path file, byte[] text) throws IOException {
    Path made = staging.fresh();
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
}
