package org.omnipkg.store;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Tree;

/** What flaws have in common: they override methods of {@link Store} by name. */
@SuppressWarnings("unused")
final class StoreFlaws {
  private StoreFlaws() {}

  static Store with(Store store, Object instead) {
    return Spoilt.of(Store.class, store, instead);
  }

  static UnaryOperator<Store> placing(UnaryOperator<Bubble> change) {
    return store ->
        with(
            store,
            new Object() {
              Tree makeTree(String shelf, Bubble bubble) throws IOException {
                return store.makeTree(shelf, change.apply(bubble));
              }
            });
  }

  interface Removing {
    void remove(Store store, String shelf, String key) throws IOException;
  }

  static UnaryOperator<Store> removing(Removing change) {
    return store ->
        with(
            store,
            new Object() {
              void removeTree(String shelf, String key) throws IOException {
                change.remove(store, shelf, key);
              }
            });
  }

  static Bubble placing(Bubble bubble, List<Placement> placements) {
    return new Bubble(bubble.key(), placements, bubble.facts());
  }

  static void only(Thread mine) {
    if (Thread.currentThread() != mine) {
      throw new Refusal(Diagnostic.user("toy.thread", "another thread is in the way", ""));
    }
  }
}
