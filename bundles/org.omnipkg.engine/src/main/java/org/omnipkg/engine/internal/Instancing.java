package org.omnipkg.engine.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.omnipkg.model.Node;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.store.Store;

/**
 * Trees a language wants made of the stored ones, many at once; what is there and whole is kept.
 */
final class Instancing {
  /** A small one takes less time than handing it to another thread. */
  private static final int PART = 16;

  private final Store store;
  private final Batch batch;

  Instancing(Store store, Batch batch) {
    this.store = store;
    this.batch = batch;
  }

  /** What the language wants for these trees. */
  static List<Instance> wanted(
      Closure closure, Map<String, Store.Tree> trees, Layout layout, Target target) {
    Set<String> requested = closure.roots();
    List<Prefix.Tree> bases = new ArrayList<>();
    for (Node node : closure.nodes()) {
      Store.Tree tree = trees.get(node.id());
      if (tree != null) {
        bases.add(new Prefix.Tree(node, tree.path(), tree.facts(), requested.contains(node.id())));
      }
    }
    return layout.instances(bases, closure.edges(), target);
  }

  /**
   * By node id.
   *
   * @param whole a node's own tree, looked at and mended; asked only when one is to be made of it
   */
  Map<String, Store.Tree> make(
      List<Instance> wanted,
      Map<String, Store.Tree> bases,
      Layout layout,
      HouseDesk desk,
      Function<String, Store.Tree> whole) {
    Map<String, Instance> byKey = new LinkedHashMap<>();
    wanted.forEach(one -> byKey.putIfAbsent(one.key(), one));
    desk.hold().keep(layout.shelf(), byKey.keySet());
    List<Instance> distinct = List.copyOf(byKey.values());
    List<Callable<List<Store.Tree>>> work = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += PART) {
      List<Instance> part = distinct.subList(from, Math.min(from + PART, distinct.size()));
      work.add(() -> part(part, bases, desk, whole));
    }
    Map<String, Store.Tree> made = new HashMap<>();
    batch.run(work).forEach(part -> part.forEach(tree -> made.put(tree.key(), tree)));
    Map<String, Store.Tree> byId = new HashMap<>();
    wanted.forEach(one -> byId.put(one.node(), made.get(one.key())));
    return byId;
  }

  private List<Store.Tree> part(
      List<Instance> part,
      Map<String, Store.Tree> bases,
      HouseDesk desk,
      Function<String, Store.Tree> whole)
      throws IOException {
    desk.progress().checkpoint();
    List<Store.Tree> made = new ArrayList<>();
    for (Instance one : part) {
      Store.Tree base = bases.get(one.node());
      if (base == null) {
        throw new IllegalStateException("an instance of `" + one.node() + "`, which has no tree");
      }
      Store.Instance how = new Store.Instance(base.key(), one.at(), one.links());
      Optional<Store.Tree> there =
          store
              .sound(base.shelf(), one.key())
              .filter(tree -> tree.instance().equals(Optional.of(how)));
      made.add(
          there.isPresent()
              ? there.get()
              : store.makeInstance(whole.apply(one.node()), one.key(), how));
    }
    return made;
  }
}
