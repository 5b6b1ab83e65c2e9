package org.omnipkg.store.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Origin;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.Upkeep.Item;

/**
 * Trees by shelf and key, each beside a file of facts; without one or the other it is not there.
 */
final class Trees {
  static final String FACTS = ".json";
  static final String FILES = ".files";
  static final Set<String> RESERVED =
      Set.of("objects", "staging", "damaged", "owners", "holds", "built", "adopted");

  private static final int TRIES = 3;
  private static final Pattern KEY = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  private final ObjectMapper json = new ObjectMapper();
  private final KnownManifests manifests = new KnownManifests();
  private final Path root;
  private final Staging staging;
  private final Objects objects;
  private final Deposit deposit;

  Trees(Path root, Staging staging, Objects objects, Deposit deposit) {
    this.root = root;
    this.staging = staging;
    this.objects = objects;
    this.deposit = deposit;
  }

  /** What stands in the file beside a tree. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Facts(
      int schema,
      @Nullable Map<String, List<String>> facts,
      @Nullable Made origin,
      @Nullable Instance instance) {}

  /** What a tree was made of, as it stands there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Made(String ecosystem, String name, String version, String sha256) {
    Origin origin() {
      return new Origin(new Pin(new PackageName(ecosystem, name), version), sha256);
    }
  }

  Optional<Tree> find(String shelf, String key) {
    Path path = path(shelf, key);
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    try {
      Facts read = json.readValue(Files.readAllBytes(facts(path)), Facts.class);
      Map<String, List<String>> facts = read.facts();
      Optional<Origin> origin = Optional.ofNullable(read.origin()).map(Made::origin);
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

  /** All of all shelves, by shelf and key. */
  List<Tree> all() {
    try {
      return shelves(root).stream()
          .flatMap(shelf -> all(String.valueOf(shelf.getFileName())).stream())
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<Path> shelves(Path root) throws IOException {
    return Sweep.list(root).stream()
        .filter(Files::isDirectory)
        .filter(folder -> !RESERVED.contains(String.valueOf(folder.getFileName())))
        .sorted()
        .toList();
  }

  Optional<List<Item>> items(String shelf, String key) throws IOException {
    return manifests.read(files(path(shelf, key)));
  }

  /**
   * The tree, made or mended, though a collection may run beside: it takes what nobody holds.
   *
   * @param mending tells whether a tree that is there is whole
   */
  Tree make(String shelf, Bubble bubble, @Nullable Origin origin, Mending mending)
      throws IOException {
    Path path = path(shelf, bubble.key());
    for (int left = TRIES; left > 0; left--) {
      Optional<Tree> there = find(shelf, bubble.key());
      if (there.isPresent() && (origin == null || there.get().origin().isPresent())) {
        Optional<List<Item>> items = items(shelf, bubble.key());
        if (items.isPresent() && mending.sound(path, items.get(), Map.of())) {
          return there.get();
        }
      }
      List<Item> items = items(bubble.placements());
      if (there.isPresent()) {
        state(files(path), Manifest.text(items));
        List<Digest> lacking = mending.mend(path, items, Map.of());
        if (!lacking.isEmpty()) {
          throw Refused.missing(shelf + "/" + bubble.key(), lacking.get(0));
        }
        state(facts(path), json.writeValueAsBytes(facts(bubble, origin)));
      } else {
        byte[] facts = json.writeValueAsBytes(facts(bubble, origin));
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
    Path path = path(base.shelf(), key);
    List<Item> items = below(wanted.at(), items(base));
    InstanceLinks.check(key, items, wanted.links(), path);
    byte[] facts = json.writeValueAsBytes(new Facts(2, base.facts(), null, wanted));
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
        state(files(path), Manifest.text(items));
        List<Digest> lacking = mending.mend(path, items, wanted.links());
        if (!lacking.isEmpty()) {
          throw Refused.missing(base.shelf() + "/" + key, lacking.get(0));
        }
        state(facts(path), facts);
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
      Set<String> folders = fill(made, items);
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
      state(files(path), Manifest.text(items));
      state(facts(path), facts);
      show(made, path);
    } finally {
      Removal.of(made);
    }
  }

  private static Facts facts(Bubble bubble, @Nullable Origin origin) {
    Made made =
        origin == null
            ? null
            : new Made(
                origin.pin().name().ecosystem(),
                origin.pin().name().name(),
                origin.pin().version(),
                origin.sha256());
    return new Facts(2, bubble.facts(), made, null);
  }

  void remove(String shelf, String key) throws IOException {
    Path path = path(shelf, key);
    staging.discard(path);
    Files.deleteIfExists(facts(path));
    Files.deleteIfExists(files(path));
  }

  /** Out of sight at once; what is left of it is deleted later, by whoever gets to it. */
  Path hide(String shelf, String key) throws IOException {
    Path path = path(shelf, key);
    Path aside = staging.aside(path);
    Files.deleteIfExists(facts(path));
    Files.deleteIfExists(files(path));
    return aside;
  }

  /** Texts are stored on the way. */
  private List<Item> items(List<Placement> placements) throws IOException {
    List<Item> items = new ArrayList<>();
    for (Placement placement : placements) {
      Digest digest =
          placement.text().isPresent()
              ? deposit.put(
                  placement.text().get().getBytes(StandardCharsets.UTF_8), placement.executable())
              : placement.digest().orElseThrow();
      items.add(new Item(placement.path(), digest, placement.executable()));
    }
    return items;
  }

  /** Returns the folders it made. */
  private Set<String> fill(Path tree, List<Item> items) throws IOException {
    Set<String> folders = new HashSet<>();
    for (Item item : items) {
      Path name = name(tree, item.path());
      folders(tree, item.path(), folders);
      Path object =
          objects
              .use(item.digest(), item.executable())
              .or(() -> otherwise(item.digest(), item.executable()))
              .orElseThrow(() -> Refused.missing(item.path(), item.digest()));
      objects.link(object, name);
    }
    return folders;
  }

  /** Stored under the other execute bit only: the archive and the layout may disagree. */
  private Optional<Path> otherwise(Digest digest, boolean executable) {
    Optional<Path> other = objects.find(digest, !executable);
    if (other.isPresent()) {
      try (InputStream content = Files.newInputStream(other.get())) {
        deposit.put(content, executable);
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

  private Path folder(String shelf) {
    if (!shelf.matches("[a-z][a-z0-9-]*") || RESERVED.contains(shelf)) {
      throw Refused.badPath(shelf);
    }
    return root.resolve(shelf);
  }

  private Path path(String shelf, String key) {
    if (!isKey(key)) {
      throw Refused.badPath(shelf + "/" + key);
    }
    return folder(shelf).resolve(key);
  }

  static boolean isKey(String key) {
    return KEY.matcher(key).matches() && !beside(key);
  }

  /** Whether a name is that of a file beside a tree. */
  static boolean beside(String name) {
    return name.endsWith(FACTS) || name.endsWith(FILES);
  }

  static Path files(Path tree) {
    return tree.resolveSibling(tree.getFileName() + FILES);
  }

  static Path facts(Path tree) {
    return tree.resolveSibling(tree.getFileName() + FACTS);
  }
}
