package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
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
  private static final String SAID = "said";

  private final Store store;
  private final Ledger ledger;
  private final Stock stock;
  private final Delivery delivery;
  private final Batch batch = new Batch("acquire");

  @Activate
  public Acquisition(
      @Reference Store store,
      @Reference Ledger ledger,
      @Reference Unpacker unpacker,
      @Reference Locating locating) {
    this.store = store;
    this.ledger = ledger;
    this.stock = new Stock(store, ledger);
    this.delivery = new Delivery(stock, new Unpacking(store, unpacker, batch::help), locating);
  }

  @Deactivate
  void stop() {
    batch.stop();
  }

  /** The stored tree of an artifact, when it is there already. */
  Optional<Store.Tree> stored(Layout layout, Artifact artifact) {
    return stock.tree(layout, artifact);
  }

  /** The digest of the file a tree was made of, for files whose index states none. */
  Optional<String> digest(Store.Tree tree) {
    return tree.origin().map(Store.Origin::sha256).filter(sha256 -> !sha256.isEmpty());
  }

  /** Trees by node id; downloaded bytes are added to the counter. */
  Map<String, Store.Tree> acquire(
      List<Node> nodes, Layout layout, Target target, HouseDesk desk, AtomicLong downloaded) {
    Order alone = new Order(layout, List.of(new Closure(nodes, List.of())));
    return acquireAll(List.of(alone), target, desk, downloaded).get(0).get(0);
  }

  /**
   * For every order the trees of its closures by node id; those to be linked were looked at, and
   * are the instances the language wants of them. When it returns, for whatever reason, nothing of
   * it is still under way.
   */
  List<List<Map<String, Store.Tree>>> acquireAll(
      List<Order> orders, Target target, HouseDesk desk, AtomicLong downloaded) {
    neighbours(desk);
    Errand errand = new Errand(target, desk, downloaded);
    Map<String, Piece> pieces = Order.pieces(orders);
    Map<String, Store.Tree> trees = stock.of(pieces, desk);
    Map<String, Piece> absent = new LinkedHashMap<>(pieces);
    absent.keySet().removeAll(trees.keySet());
    trees.putAll(bring(absent, errand));
    List<List<Instance>> wanted = new ArrayList<>();
    Map<String, Piece> old = new LinkedHashMap<>();
    for (Order order : orders) {
      Map<String, Store.Tree> own = linked(order, trees, desk);
      List<Instance> its = Instancing.wanted(order.linked(), own, order.layout(), target);
      Set<String> apart = its.stream().map(Instance::node).collect(Collectors.toSet());
      wanted.add(its);
      order
          .pieces(order.linked())
          .forEach(
              (id, piece) -> {
                if (!apart.contains(id)
                    && !absent.containsKey(piece.bytes())
                    && FinishedTrees.base(Objects.requireNonNull(own.get(id))).isEmpty()) {
                  old.putIfAbsent(piece.bytes(), piece);
                }
              });
    }
    trees.putAll(whole(old, trees, errand));
    List<List<Map<String, Store.Tree>>> all = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      List<Map<String, Store.Tree>> own = new ArrayList<>();
      order.closures().forEach(closure -> own.add(order.trees(closure, trees)));
      Map<String, Store.Tree> linked = linked(order, trees, desk);
      linked.putAll(instances(wanted.get(i), order, linked, errand));
      own.set(0, linked);
      all.add(own);
    }
    return all;
  }

  /** For every order the packages' own trees by node id, none of them looked at. */
  List<Map<String, Store.Tree>> bases(
      List<Order> orders, Target target, HouseDesk desk, AtomicLong downloaded) {
    Map<String, Piece> absent = Order.pieces(orders);
    Map<String, Store.Tree> trees = stock.of(absent, desk);
    absent.keySet().removeAll(trees.keySet());
    trees.putAll(bring(absent, new Errand(target, desk, downloaded)));
    return orders.stream().map(order -> order.trees(order.linked(), trees)).toList();
  }

  /** With the completed trees that this request uses in the place of packages' own. */
  private Map<String, Store.Tree> linked(
      Order order, Map<String, Store.Tree> trees, HouseDesk desk) {
    Map<String, Store.Tree> linked = order.trees(order.linked(), trees);
    linked.replaceAll(
        (id, base) ->
            desk.finished(base).flatMap(key -> store.tree(base.shelf(), key)).orElse(base));
    return linked;
  }

  private Map<String, Store.Tree> instances(
      List<Instance> wanted, Order order, Map<String, Store.Tree> bases, Errand errand) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<String, Piece> pieces = order.pieces(order.linked());
    return new Instancing(store, batch)
        .make(
            wanted,
            bases,
            order.layout(),
            errand.desk(),
            id -> {
              Store.Tree base = Objects.requireNonNull(bases.get(id));
              return store
                  .sound(base.shelf(), base.key())
                  .orElseGet(() -> anew(Objects.requireNonNull(pieces.get(id)), errand));
            });
  }

  private Store.Tree anew(Piece piece, Errand errand) {
    try {
      return delivery.bring(piece, errand, new Arrivals(1, errand.desk().progress()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Map<String, Store.Tree> bring(Map<String, Piece> absent, Errand errand) {
    Map<String, Store.Tree> brought = new HashMap<>();
    if (absent.isEmpty()) {
      return brought;
    }
    HouseDesk desk = errand.desk();
    desk.progress().step("Downloading");
    List<Callable<Store.Tree>> work = new ArrayList<>();
    Arrivals arrivals = new Arrivals(absent.size(), desk.progress());
    List<String> order = new ArrayList<>(absent.keySet());
    order.sort(
        Comparator.comparingLong(bytes -> -Objects.requireNonNull(absent.get(bytes)).size()));
    for (String bytes : order) {
      Piece piece = Objects.requireNonNull(absent.get(bytes));
      work.add(() -> delivery.bring(piece, errand, arrivals));
    }
    Iterator<Store.Tree> trees = batch.run(work).iterator();
    weaklyVouched(absent.values(), desk);
    order.forEach(bytes -> brought.put(bytes, trees.next()));
    return brought;
  }

  /** A look at every file of trees takes its time; what is damaged beyond mending comes again. */
  private Map<String, Store.Tree> whole(
      Map<String, Piece> pieces, Map<String, Store.Tree> trees, Errand errand) {
    List<Callable<Optional<Store.Tree>>> looks = new ArrayList<>();
    for (String bytes : pieces.keySet()) {
      Store.Tree tree = Objects.requireNonNull(trees.get(bytes));
      looks.add(() -> store.sound(tree.shelf(), tree.key()));
    }
    Iterator<Optional<Store.Tree>> seen = batch.run(looks).iterator();
    Map<String, Store.Tree> whole = new HashMap<>();
    Map<String, Piece> damaged = new LinkedHashMap<>();
    pieces.forEach(
        (bytes, piece) ->
            seen.next()
                .ifPresentOrElse(tree -> whole.put(bytes, tree), () -> damaged.put(bytes, piece)));
    whole.putAll(bring(damaged, errand));
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
  private static void weaklyVouched(Collection<Piece> brought, HouseDesk desk) {
    List<String> names =
        brought.stream()
            .filter(piece -> KnownTrees.weak(piece.artifact()))
            .map(piece -> piece.node().pin())
            .map(pin -> pin.name().name() + " " + pin.version())
            .distinct()
            .sorted()
            .toList();
    if (!names.isEmpty()) {
      desk.progress()
          .note(
              "note: their registry vouches by SHA-1 alone for "
                  + Some.of(names)
                  + "; a lock names their SHA-256");
    }
  }

  /** Fetches an artifact though its tree is there, and makes that whole. */
  Store.Tree again(Node node, Layout layout, Target target, HouseDesk desk) {
    return anew(new Piece(node, layout), new Errand(target, desk, new AtomicLong()));
  }
}
