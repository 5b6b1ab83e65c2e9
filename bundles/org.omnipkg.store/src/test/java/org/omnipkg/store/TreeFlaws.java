package org.omnipkg.store;

import static java.util.Map.entry;
import static org.omnipkg.store.StoreFlaws.only;
import static org.omnipkg.store.StoreFlaws.placing;
import static org.omnipkg.store.StoreFlaws.removing;
import static org.omnipkg.store.StoreFlaws.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Origin;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.tck.Parcel;

/** How a store breaks its laws of trees. */
@SuppressWarnings("unused")
final class TreeFlaws {
  static final Map<String, UnaryOperator<Store>> ALL =
      Map.ofEntries(
          entry(
              "a_tree_holds_what_was_placed",
              made(
                  tree -> {
                    Path record = tree.path().resolve("lib/RECORD");
                    Files.deleteIfExists(record);
                    Files.writeString(record, "");
                    return tree;
                  })),
          entry(
              "a_tree_shares_its_files_with_the_objects",
              made(
                  tree -> {
                    Path brick = tree.path().resolve("lib/wall/brick");
                    byte[] bytes = Files.readAllBytes(brick);
                    Files.delete(brick);
                    Files.write(brick, bytes);
                    return tree;
                  })),
          entry(
              "a_tree_keeps_its_facts",
              store ->
                  with(
                      store,
                      new Object() {
                        Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          return bare(store.makeTree(shelf, bubble));
                        }

                        Optional<Tree> tree(String shelf, String key) {
                          return store.tree(shelf, key).map(TreeFlaws::bare);
                        }

                        List<Tree> trees(String shelf) {
                          return store.trees(shelf).stream().map(TreeFlaws::bare).toList();
                        }
                      })),
          entry(
              "a_tree_is_found_again_after_a_restart",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<String> mine = new HashSet<>();

                        synchronized Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          Tree tree = store.makeTree(shelf, bubble);
                          mine.add(bubble.key());
                          return tree;
                        }

                        Tree makeTree(String shelf, Bubble bubble, Origin origin)
                            throws IOException {
                          mine.add(bubble.key());
                          return store.makeTree(shelf, bubble, origin);
                        }

                        Optional<Tree> tree(String shelf, String key) {
                          return store
                              .tree(shelf, key)
                              .filter(
                                  tree -> mine.contains(tree.key()) || tree.instance().isPresent());
                        }

                        List<Tree> trees(String shelf) {
                          return store.trees(shelf).stream()
                              .filter(
                                  tree -> mine.contains(tree.key()) || tree.instance().isPresent())
                              .toList();
                        }
                      })),
          entry(
              "making_a_tree_again_gives_the_tree_that_is_there",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<String> seen = new HashSet<>();

                        synchronized Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          Tree tree = store.makeTree(shelf, bubble);
                          return seen.add(bubble.key())
                              ? tree
                              : new Tree(shelf, tree.key(), tree.path().resolve("."), tree.facts());
                        }
                      })),
          entry(
              "a_tree_that_could_not_be_finished_is_not_there",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<String> half = new HashSet<>();

                        synchronized Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          if (half.remove(bubble.key())) {
                            store.removeTree(shelf, bubble.key());
                          }
                          try {
                            return store.makeTree(shelf, bubble);
                          } catch (Refusal refused) {
                            List<Placement> all = bubble.placements();
                            half.add(bubble.key());
                            store.makeTree(shelf, placing(bubble, all.subList(0, all.size() - 1)));
                            throw refused;
                          }
                        }
                      })),
          entry(
              "a_tree_that_could_not_be_finished_can_be_made_later",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Map<String, Refusal> failed = new LinkedHashMap<>();

                        synchronized Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          if (failed.containsKey(bubble.key())) {
                            throw failed.get(bubble.key());
                          }
                          try {
                            return store.makeTree(shelf, bubble);
                          } catch (Refusal refused) {
                            failed.put(bubble.key(), refused);
                            throw refused;
                          }
                        }
                      })),
          entry(
              "many_threads_that_make_one_tree_agree",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Thread mine = Thread.currentThread();

                        Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          only(mine);
                          return store.makeTree(shelf, bubble);
                        }
                      })),
          entry(
              "shelves_are_apart",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Tree> tree(String shelf, String key) {
                          return store.tree(shelf, key).or(() -> store.tree("toy", key));
                        }
                      })),
          entry("a_removed_tree_is_gone", removing((store, shelf, key) -> {})),
          entry(
              "removing_a_tree_leaves_its_objects",
              removing(
                  (store, shelf, key) -> {
                    for (Path file : files(store.tree(shelf, key))) {
                      byte[] bytes = Files.readAllBytes(file);
                      Digest digest = new Digest(Parcel.sha256(bytes), bytes.length);
                      Optional<Path> object = store.object(digest, false);
                      if (object.isPresent()) {
                        Files.delete(object.get());
                      }
                    }
                    store.removeTree(shelf, key);
                  })),
          entry(
              "removing_what_is_not_there_is_no_error",
              removing(
                  (store, shelf, key) -> {
                    if (store.tree(shelf, key).isEmpty()) {
                      throw new NoSuchFileException(key);
                    }
                    store.removeTree(shelf, key);
                  })),
          entry(
              "a_tree_keeps_what_it_was_made_of",
              store ->
                  with(
                      store,
                      new Object() {
                        Tree makeTree(String shelf, Bubble bubble, Origin origin)
                            throws IOException {
                          return store.makeTree(shelf, bubble);
                        }
                      })),
          entry(
              "a_damaged_tree_is_made_whole_when_it_is_looked_at",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Tree> sound(String shelf, String key) {
                          boolean plain = store.tree(shelf, key).flatMap(Tree::instance).isEmpty();
                          return plain ? store.tree(shelf, key) : store.sound(shelf, key);
                        }
                      })),
          entry(
              "a_placement_outside_its_tree_is_refused",
              placing(
                  bubble ->
                      placing(
                          bubble,
                          bubble.placements().stream()
                              .map(p -> p.path().contains("lib") ? p : inside(p))
                              .toList()))),
          entry(
              "two_placements_at_one_place_are_refused",
              placing(
                  bubble -> {
                    Map<String, Placement> last = new LinkedHashMap<>();
                    bubble.placements().forEach(p -> last.put(p.path(), p));
                    return placing(bubble, List.copyOf(last.values()));
                  })),
          entry(
              "a_shelf_or_key_that_is_no_plain_name_is_refused",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Tree> tree(String shelf, String key) {
                          try {
                            return store.tree(shelf, key);
                          } catch (Refusal refused) {
                            return Optional.empty();
                          }
                        }
                      })));

  private TreeFlaws() {}

  private interface Making {
    Tree spoil(Tree tree) throws IOException;
  }

  private static UnaryOperator<Store> made(Making change) {
    return store ->
        with(
            store,
            new Object() {
              synchronized Tree makeTree(String shelf, Bubble bubble) throws IOException {
                return change.spoil(store.makeTree(shelf, bubble));
              }
            });
  }

  /** A placement whose path was "mended" instead of refused. */
  private static Placement inside(Placement p) {
    String path = p.path().replaceAll("[^a-z/]", "").replaceAll("/+", "/");
    String mended = "x" + path.replaceAll("/$", "");
    boolean plain = p.path().matches("[a-z]+/[a-z]+");
    return plain ? p : new Placement(mended, p.digest(), p.text(), p.executable());
  }

  private static Tree bare(Tree tree) {
    return tree.instance().isPresent()
        ? tree
        : new Tree(tree.shelf(), tree.key(), tree.path(), Map.of(), tree.origin());
  }

  private static List<Path> files(Optional<Tree> tree) throws IOException {
    if (tree.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(tree.get().path())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
