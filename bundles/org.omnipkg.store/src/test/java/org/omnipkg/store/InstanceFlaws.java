package org.omnipkg.store;

import static java.util.Map.entry;
import static org.omnipkg.store.StoreFlaws.only;
import static org.omnipkg.store.StoreFlaws.removing;
import static org.omnipkg.store.StoreFlaws.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Hold;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Tree;

/** How a store breaks its laws of instances and holds. */
@SuppressWarnings("unused")
final class InstanceFlaws {
  static final Map<String, UnaryOperator<Store>> ALL =
      Map.ofEntries(
          entry(
              "a_hold_is_known_until_it_is_closed",
              store ->
                  with(
                      store,
                      new Object() {
                        boolean held(String name) {
                          return true;
                        }
                      })),
          entry(
              "every_hold_has_a_name_of_its_own",
              store ->
                  with(
                      store,
                      new Object() {
                        private boolean open;

                        /** All holds are one, called `none`. */
                        Hold hold() {
                          open = true;
                          return Spoilt.of(
                              Hold.class,
                              Hold.NONE,
                              new Object() {
                                void close() {
                                  open = false;
                                }
                              });
                        }

                        boolean held(String name) {
                          return open;
                        }
                      })),
          entry(
              "an_instance_holds_its_bases_files_below_a_folder_and_its_links",
              instance(
                  (tree, instance) -> {
                    Files.deleteIfExists(tree.path().resolve("in/@s/other"));
                    return tree;
                  })),
          entry(
              "an_instance_shares_its_files_with_the_objects",
              instance(
                  (tree, instance) -> {
                    Path brick = tree.path().resolve("in/wall/lib/wall/brick");
                    byte[] bytes = Files.readAllBytes(brick);
                    Files.delete(brick);
                    Files.write(brick, bytes);
                    return tree;
                  })),
          entry(
              "an_instance_is_found_again_after_a_restart",
              instance(
                  (tree, instance) ->
                      new Tree(
                          tree.shelf(), tree.key(), tree.path(), tree.facts(), tree.origin()))),
          entry(
              "making_an_instance_again_gives_the_one_that_is_there",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Map<String, Thread> seen = new HashMap<>();

                        synchronized Tree makeInstance(Tree base, String key, Instance wanted)
                            throws IOException {
                          Tree tree = store.makeInstance(base, key, wanted);
                          Thread before = seen.put(key, Thread.currentThread());
                          return before != null && Thread.currentThread().getName().equals("main")
                              ? new Tree(
                                  tree.shelf(),
                                  key,
                                  tree.path().resolve("."),
                                  tree.facts(),
                                  tree.origin(),
                                  tree.instance())
                              : tree;
                        }
                      })),
          entry(
              "many_threads_that_make_one_instance_agree",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Thread mine = Thread.currentThread();

                        Tree makeInstance(Tree base, String key, Instance wanted)
                            throws IOException {
                          only(mine);
                          return store.makeInstance(base, key, wanted);
                        }
                      })),
          entry(
              "instances_may_lead_to_one_another",
              store ->
                  with(
                      store,
                      new Object() {
                        Tree makeInstance(Tree base, String key, Instance wanted)
                            throws IOException {
                          for (String target : wanted.links().values()) {
                            if (target.matches("\\.\\./\\.\\./wall-b/in/wall")
                                && store.tree(base.shelf(), "wall-b").isEmpty()) {
                              throw new NoSuchFileException(target);
                            }
                          }
                          return store.makeInstance(base, key, wanted);
                        }
                      })),
          entry(
              "a_link_of_an_instance_that_could_lead_elsewhere_is_refused",
              store -> linking(store, link -> new String[] {link.getKey(), "x"})),
          entry(
              "a_link_of_an_instance_over_its_other_files_is_refused",
              store -> linking(store, link -> new String[] {"in/free", link.getValue()})),
          entry(
              "a_damaged_instance_is_made_whole_when_it_is_looked_at",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Tree> sound(String shelf, String key) {
                          Optional<Tree> there = store.tree(shelf, key);
                          return there.flatMap(Tree::instance).isPresent()
                              ? there
                              : store.sound(shelf, key);
                        }
                      })),
          entry(
              "an_instance_needs_its_base_no_more",
              removing(
                  (store, shelf, key) -> {
                    Optional<Tree> instance = store.tree(shelf, "wall-a");
                    store.removeTree(shelf, key);
                    if (instance.isPresent()) {
                      store.removeTree(shelf, "wall-a");
                    }
                  })),
          entry(
              "it_can_link_to_folders_beside_it",
              store ->
                  with(
                      store,
                      new Object() {
                        boolean reaches(Path folder) {
                          return false;
                        }
                      })));

  private InstanceFlaws() {}

  private interface Instancing {
    Tree spoil(Tree tree, Instance instance) throws IOException;
  }

  private static UnaryOperator<Store> instance(Instancing change) {
    return store ->
        with(
            store,
            new Object() {
              synchronized Tree makeInstance(Tree base, String key, Instance wanted)
                  throws IOException {
                return change.spoil(store.makeInstance(base, key, wanted), wanted);
              }
            });
  }

  /** Links "mended" instead of refused. */
  private static Store linking(
      Store store, java.util.function.Function<Map.Entry<String, String>, String[]> change) {
    return with(
        store,
        new Object() {
          Tree makeInstance(Tree base, String key, Instance wanted) throws IOException {
            try {
              return store.makeInstance(base, key, wanted);
            } catch (Refusal refused) {
              Map<String, String> links = new LinkedHashMap<>();
              for (Map.Entry<String, String> link : wanted.links().entrySet()) {
                String[] mended = change.apply(link);
                links.put(mended[0], mended[1]);
              }
              return store.makeInstance(base, key, new Instance(wanted.base(), wanted.at(), links));
            }
          }
        });
  }
}
