package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Fetch, verify, unpack, store: from artifacts to trees, many at once; what is there is kept. */
@Component(service = Acquisition.class)
public final class Acquisition {
  static final String TREES = KnownTrees.TABLE;
  private static final String SAID = "said";
  private static final int DAMAGES = 20;
  private static final int NAMED = 5;
  private static final int DIGESTS = 4096;

  private final Store store;
  private final Ledger ledger;
  private final Unpacker unpacker;
  private final Locating locating;
  private final KnownTrees byDigest;
  private final Batch batch = new Batch();
  private final Fleeting<Lying, String> digests = new Fleeting<>(DIGESTS);

  @Activate
  public Acquisition(
      @Reference Store store,
      @Reference Ledger ledger,
      @Reference Unpacker unpacker,
      @Reference Locating locating) {
    this.store = store;
    this.ledger = ledger;
    this.unpacker = unpacker;
    this.locating = locating;
    this.byDigest = new KnownTrees(store, ledger);
  }

  @Deactivate
  void stop() {
    batch.stop();
  }

  /** The stored tree of an artifact, when it is there already. */
  Optional<Store.Tree> stored(Layout layout, Artifact artifact) {
    return key(layout, artifact)
        .flatMap(key -> store.tree(layout.shelf(), key))
        .filter(tree -> KnownTrees.agree(tree, artifact.hashes()));
  }

  /** The digest of the file a tree was made of, for files whose index states none. */
  Optional<String> digest(Store.Tree tree) {
    return tree.origin().map(Store.Origin::sha256).filter(sha256 -> !sha256.isEmpty());
  }

  private Optional<String> key(Layout layout, Artifact artifact) {
    Optional<String> named = byDigest.key(layout.shelf(), artifact.hashes());
    return named.isPresent()
        ? named
        : Lying.of(artifact, Instant.now())
            .flatMap(this::remembered)
            .flatMap(sha256 -> byDigest.key(layout.shelf(), Map.of("sha256", sha256)));
  }

  /** Trees by node id; downloaded bytes are added to the counter. */
  Map<String, Store.Tree> acquire(
      List<Node> nodes, Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {
    List<Closure> alone = List.of(new Closure(nodes, List.of()));
    return acquireAll(alone, layout, target, desk, downloaded).get(0);
  }

  /**
   * The trees of several closures by node id; the first one's are to be linked: they were looked
   * at, and are the instances the language wants of them. What nodes share comes once. When it
   * returns, for whatever reason, nothing of it is still under way.
   */
  List<Map<String, Store.Tree>> acquireAll(
      List<Closure> closures, Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {
    neighbours(desk);
    Map<Object, Node> nodes = distinct(closures);
    Bringing bringing = new Bringing(layout, target, desk, downloaded);
    Map<Object, Store.Tree> trees = new HashMap<>(here(nodes, layout, desk));
    Map<Object, Node> absent = new LinkedHashMap<>(nodes);
    absent.keySet().removeAll(trees.keySet());
    trees.putAll(bring(absent, bringing));
    Closure linked = closures.get(0);
    Map<String, Store.Tree> own = byId(linked, trees);
    own.replaceAll((id, tree) -> finished(tree, desk));
    List<Instance> wanted = Instancing.wanted(linked, own, layout, target);
    Set<String> apart = wanted.stream().map(Instance::node).collect(Collectors.toSet());
    Map<Object, Node> old = new LinkedHashMap<>();
    for (Node node : linked.nodes()) {
      if (node.artifact().isPresent()
          && !apart.contains(node.id())
          && !absent.containsKey(bytes(node))
          && FinishedTrees.base(Objects.requireNonNull(own.get(node.id()))).isEmpty()) {
        old.putIfAbsent(bytes(node), node);
      }
    }
    trees.putAll(whole(old, trees, bringing));
    List<Map<String, Store.Tree>> all = new ArrayList<>();
    closures.forEach(closure -> all.add(byId(closure, trees)));
    all.get(0).replaceAll((id, tree) -> finished(tree, desk));
    all.get(0).putAll(instances(wanted, nodes(linked), all.get(0), bringing));
    return all;
  }

  private static Map<Object, Node> distinct(List<Closure> closures) {
    Map<Object, Node> nodes = new LinkedHashMap<>();
    for (Closure closure : closures) {
      for (Node node : closure.nodes()) {
        if (node.artifact().isPresent()) {
          nodes.putIfAbsent(bytes(node), node);
        }
      }
    }
    return nodes;
  }

  /** The packages' own trees by node id, fetched where they are not here; none is looked at. */
  Map<String, Store.Tree> bases(
      Closure closure, Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {
    Map<Object, Node> nodes = distinct(List.of(closure));
    Map<Object, Store.Tree> trees = new HashMap<>(here(nodes, layout, desk));
    nodes.keySet().removeAll(trees.keySet());
    trees.putAll(bring(nodes, new Bringing(layout, target, desk, downloaded)));
    return byId(closure, trees);
  }

  /** The completed tree that this request uses in the place of a package's own. */
  private Store.Tree finished(Store.Tree base, HouseDesk desk) {
    return desk.finished(base).flatMap(key -> store.tree(base.shelf(), key)).orElse(base);
  }

  /** How the trees of one call come. */
  private record Bringing(Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {}

  private static Map<String, Node> nodes(Closure closure) {
    Map<String, Node> nodes = new HashMap<>();
    closure.nodes().forEach(node -> nodes.put(node.id(), node));
    return nodes;
  }

  private Map<String, Store.Tree> instances(
      List<Instance> wanted,
      Map<String, Node> nodes,
      Map<String, Store.Tree> bases,
      Bringing bringing) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    return new Instancing(store, batch)
        .make(
            wanted,
            bases,
            bringing.layout(),
            bringing.desk(),
            id -> {
              Store.Tree base = Objects.requireNonNull(bases.get(id));
              return store
                  .sound(base.shelf(), base.key())
                  .orElseGet(() -> anew(Objects.requireNonNull(nodes.get(id)), bringing));
            });
  }

  private Store.Tree anew(Node node, Bringing bringing) {
    try {
      Arrivals alone = new Arrivals(1, bringing.desk().progress());
      return bring(node, bringing, alone);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Map<Object, Store.Tree> bring(Map<Object, Node> absent, Bringing bringing) {
    Map<Object, Store.Tree> brought = new HashMap<>();
    if (absent.isEmpty()) {
      return brought;
    }
    HouseDesk desk = bringing.desk();
    desk.progress().step("Downloading");
    List<Callable<Store.Tree>> work = new ArrayList<>();
    Arrivals arrivals = new Arrivals(absent.size(), desk.progress());
    for (Node node : absent.values()) {
      work.add(() -> bring(node, bringing, arrivals));
    }
    Iterator<Store.Tree> trees = batch.run(work).iterator();
    weaklyVouched(absent.values(), desk);
    absent.keySet().forEach(bytes -> brought.put(bytes, trees.next()));
    return brought;
  }

  /** What is there, held first so that no collection comes in between. */
  private Map<Object, Store.Tree> here(Map<Object, Node> nodes, Layout layout, HouseDesk desk) {
    Map<Object, String> keys = new LinkedHashMap<>();
    nodes.forEach(
        (bytes, node) ->
            key(layout, node.artifact().orElseThrow()).ifPresent(key -> keys.put(bytes, key)));
    desk.hold().keep(layout.shelf(), keys.values());
    Map<Object, Store.Tree> here = new HashMap<>();
    keys.forEach(
        (bytes, key) ->
            store
                .tree(layout.shelf(), key)
                .filter(tree -> agree(tree, nodes.get(bytes)))
                .ifPresent(tree -> here.put(bytes, tree)));
    return here;
  }

  private static boolean agree(Store.Tree tree, @Nullable Node node) {
    return node != null && KnownTrees.agree(tree, node.artifact().orElseThrow().hashes());
  }

  /** A look at every file of trees takes its time; what is damaged beyond mending comes again. */
  private Map<Object, Store.Tree> whole(
      Map<Object, Node> nodes, Map<Object, Store.Tree> trees, Bringing bringing) {
    List<Callable<Optional<Store.Tree>>> looks = new ArrayList<>();
    for (Object bytes : nodes.keySet()) {
      Store.Tree tree = Objects.requireNonNull(trees.get(bytes));
      looks.add(() -> store.sound(tree.shelf(), tree.key()));
    }
    Iterator<Optional<Store.Tree>> seen = batch.run(looks).iterator();
    Map<Object, Store.Tree> whole = new HashMap<>();
    Map<Object, Node> damaged = new LinkedHashMap<>();
    nodes.forEach(
        (bytes, node) ->
            seen.next()
                .ifPresentOrElse(tree -> whole.put(bytes, tree), () -> damaged.put(bytes, node)));
    whole.putAll(bring(damaged, bringing));
    return whole;
  }

  /** Said once per store; {@code doctor} says it whenever it is asked. */
  private void neighbours(HouseDesk desk) {
    if (ledger.get(SAID, "device").isEmpty() && !store.reaches(desk.environments())) {
      desk.progress()
          .note("note: store and environments lie on different devices: files are copied");
      ledger.put(SAID, "device", new byte[0]);
    }
  }

  /** Said when they come, which is once: what is stored is known by a digest of our own as well. */
  private static void weaklyVouched(Collection<Node> brought, HouseDesk desk) {
    List<String> names =
        brought.stream()
            .filter(node -> KnownTrees.weak(node.artifact().orElseThrow()))
            .map(node -> node.pin().name().name() + " " + node.pin().version())
            .distinct()
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      desk.progress()
          .note(
              "note: their registry vouches by SHA-1 alone for "
                  + some(names)
                  + "; a lock names their SHA-256");
    }
  }

  static String some(List<String> names) {
    return names.size() <= NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
  }

  private static Map<String, Store.Tree> byId(Closure closure, Map<Object, Store.Tree> trees) {
    Map<String, Store.Tree> its = new LinkedHashMap<>();
    for (Node node : closure.nodes()) {
      if (node.artifact().isPresent()) {
        its.put(node.id(), Objects.requireNonNull(trees.get(bytes(node))));
      }
    }
    return its;
  }

  /** The same for nodes that are made of the same bytes. */
  private static Object bytes(Node node) {
    Artifact artifact = node.artifact().orElseThrow();
    List<String> names = KnownTrees.names(artifact.hashes());
    return names.isEmpty() ? artifact.location() : names.get(0);
  }

  /** Fetches an artifact though its tree is there, and makes that whole. */
  Store.Tree again(Node node, Layout layout, Target target, HouseDesk desk) {
    return anew(node, new Bringing(layout, target, desk, new AtomicLong()));
  }

  /** The digest of a file that was read before and looks as it did then. */
  private Optional<String> remembered(Lying file) {
    return digests.find(file, Instant.now());
  }

  /** A file of this machine is read where it lies; empty when it has to be fetched all the same. */
  private Optional<Store.Tree> inPlace(
      Node node, Artifact artifact, Layout layout, Target target, HouseDesk desk)
      throws IOException {
    Optional<Lying> lying = Lying.of(artifact, Instant.now());
    if (lying.isEmpty()) {
      return Optional.empty();
    }
    Lying file = lying.get();
    Optional<String> known = remembered(file);
    String sha256 = known.isPresent() ? known.get() : sha256(file.file());
    String stated = artifact.hashes().getOrDefault("sha256", sha256);
    if (!sha256.equals(stated) || !file.unchanged()) {
      return Optional.empty();
    }
    digests.keep(file, sha256, Instant.now(), Instant.MAX);
    Optional<Store.Tree> here = made(layout, sha256, desk);
    if (here.isPresent()) {
      return here;
    }
    Artifact whole = withSha256(artifact, sha256);
    Optional<Store.Tree> tree =
        stored(node, whole, file.file(), layout, target, desk, file::unchanged);
    tree.ifPresent(made -> byDigest.remember(made, whole.hashes()));
    return tree;
  }

  private Optional<Store.Tree> made(Layout layout, String sha256, HouseDesk desk) {
    return byDigest
        .key(layout.shelf(), Map.of("sha256", sha256))
        .flatMap(
            known -> {
              desk.hold().keep(layout.shelf(), known);
              return store.sound(layout.shelf(), known);
            });
  }

  private Store.Tree bring(Node node, Bringing bringing, Arrivals arrivals) throws IOException {
    Layout layout = bringing.layout();
    Target target = bringing.target();
    HouseDesk desk = bringing.desk();
    AtomicLong downloaded = bringing.downloaded();
    desk.progress().checkpoint();
    Artifact artifact = locating.artifact(node, desk);
    Optional<Store.Tree> near = inPlace(node, artifact, layout, target, desk);
    if (near.isPresent()) {
      arrivals.one();
      downloaded.addAndGet(Files.size(Path.of(artifact.location().getPath())));
      return near.get();
    }
    Path file = desk.download(artifact);
    arrivals.one();
    try {
      downloaded.addAndGet(Files.size(file));
      String sha256 = artifact.hashes().get("sha256");
      Optional<Store.Tree> here = Optional.empty();
      if (sha256 == null) {
        sha256 = sha256(file);
        here = made(layout, sha256, desk);
      }
      Artifact known = withSha256(artifact, sha256);
      Store.Tree tree =
          here.isPresent()
              ? here.get()
              : stored(node, known, file, layout, target, desk, () -> true).orElseThrow();
      byDigest.remember(tree, known.hashes());
      return tree;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * An object found damaged on the way is out of the way then: unpacking again puts it anew.
   *
   * @param intact asked once everything was read; when not so, there is no tree
   */
  private Optional<Store.Tree> stored(
      Node node,
      Artifact known,
      Path file,
      Layout layout,
      Target target,
      HouseDesk desk,
      BooleanSupplier intact)
      throws IOException {
    desk.hold();
    for (int left = DAMAGES; ; left--) {
      try {
        List<Entry> entries =
            unpacker.stream(
                file,
                Unpacker.Rules.of(layout.packing(known)),
                (path, executable, content) -> store.put(content, executable),
                desk.progress());
        if (!intact.getAsBoolean()) {
          return Optional.empty();
        }
        Bubble placed = layout.place(node, known, entries, new StoredContents(store), target);
        Bubble bubble =
            new Bubble(
                placed.key(),
                placed.placements(),
                Provenance.of(node, known).among(placed.facts()),
                placed.caches());
        desk.hold().keep(layout.shelf(), bubble.key());
        return Optional.of(
            store.makeTree(
                layout.shelf(),
                bubble,
                new Store.Origin(node.pin(), known.hashes().getOrDefault("sha256", ""))));
      } catch (Refusal refusal) {
        String code = refusal.diagnostic().code();
        if (code.equals("store.full")) {
          throw tooLarge(refusal, known, file);
        }
        if (left == 0 || !(code.equals("store.corrupt") || code.equals("store.missing"))) {
          throw refusal;
        }
      }
    }
  }

  private static Refusal tooLarge(Refusal refusal, Artifact artifact, Path file)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("unpacking " + artifact + ", " + Files.size(file) / 1000 + " kB packed");
    lines.addAll(refusal.diagnostic().details());
    return new Refusal(refusal.diagnostic().with(lines), refusal);
  }

  static Artifact withSha256(Artifact artifact, String sha256) {
    Map<String, String> hashes = new LinkedHashMap<>(artifact.hashes());
    hashes.put("sha256", sha256);
    return new Artifact(
        artifact.filename(),
        artifact.format(),
        artifact.location(),
        hashes,
        artifact.size(),
        artifact.facts());
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 17];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
