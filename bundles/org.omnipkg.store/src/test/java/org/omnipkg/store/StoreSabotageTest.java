package org.omnipkg.store;

import static java.util.Map.entry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Hold;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Origin;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.internal.DiskStoreContractTest;
import org.omnipkg.tck.Flaw;
import org.omnipkg.tck.Parcel;
import org.omnipkg.tck.SabotageContract;

/** The flaws override methods of {@link Store} by name; everything else is the real store's. */
@SuppressWarnings("unused")
class StoreSabotageTest extends SabotageContract {
  private static final Map<String, UnaryOperator<Store>> FLAWS =
      Map.ofEntries(
          entry(
              "the_same_bytes_are_kept_once",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> seen = new HashSet<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          byte[] bytes = content.readAllBytes();
                          Digest digest = store.put(new ByteArrayInputStream(bytes), executable);
                          if (!seen.add(digest)) {
                            Path object = store.object(digest, executable).orElseThrow();
                            Files.write(object.resolveSibling("copy-" + System.nanoTime()), bytes);
                          }
                          return digest;
                        }
                      })),
          entry(
              "the_digest_is_the_truth_about_the_bytes",
              store ->
                  with(
                      store,
                      new Object() {
                        Digest put(InputStream content, boolean executable) throws IOException {
                          return backwards(store.put(content, executable));
                        }

                        Optional<Path> object(Digest digest, boolean executable) {
                          return store.object(backwards(digest), executable);
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          return store.read(backwards(digest), executable);
                        }

                        Tree makeTree(String shelf, Bubble bubble) throws IOException {
                          return store.makeTree(shelf, each(bubble, StoreSabotageTest::backwards));
                        }

                        Tree makeTree(String shelf, Bubble bubble, Origin origin)
                            throws IOException {
                          Bubble turned = each(bubble, StoreSabotageTest::backwards);
                          return store.makeTree(shelf, turned, origin);
                        }
                      })),
          entry(
              "content_of_any_size_comes_back",
              store ->
                  with(
                      store,
                      new Object() {
                        byte[] read(Digest digest, boolean executable) throws IOException {
                          byte[] all = store.read(digest, executable);
                          return java.util.Arrays.copyOf(all, Math.min(all.length, 1 << 20));
                        }
                      })),
          entry(
              "the_execute_bit_separates_objects",
              store ->
                  with(
                      store,
                      new Object() {
                        Optional<Path> object(Digest digest, boolean executable) {
                          return store
                              .object(digest, executable)
                              .or(() -> store.object(digest, !executable));
                        }
                      })),
          entry(
              "what_was_never_put_is_missing",
              store ->
                  with(
                      store,
                      new Object() {
                        byte[] read(Digest digest, boolean executable) throws IOException {
                          boolean nowhere = digest.sha256().matches("0+");
                          return nowhere ? new byte[0] : store.read(digest, executable);
                        }
                      })),
          entry(
              "a_source_that_breaks_leaves_nothing",
              store ->
                  with(
                      store,
                      new Object() {
                        Digest put(InputStream content, boolean executable) throws IOException {
                          ByteArrayOutputStream got = new ByteArrayOutputStream();
                          try {
                            content.transferTo(got);
                          } catch (IOException broken) {
                            store.put(new ByteArrayInputStream(got.toByteArray()), executable);
                            throw broken;
                          }
                          return store.put(new ByteArrayInputStream(got.toByteArray()), executable);
                        }
                      })),
          entry(
              "many_threads_that_put_the_same_bytes_agree",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Thread mine = Thread.currentThread();

                        Digest put(InputStream content, boolean executable) throws IOException {
                          only(mine);
                          return store.put(content, executable);
                        }
                      })),
          entry(
              "every_single_flipped_bit_is_noticed_when_read",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Map<Digest, Path> places = new HashMap<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          Digest digest = store.put(content, executable);
                          store.object(digest, executable).ifPresent(p -> places.put(digest, p));
                          return digest;
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          Path place = places.get(digest);
                          byte[] seen =
                              place != null && Files.exists(place)
                                  ? sevenBits(Files.readAllBytes(place))
                                  : new byte[0];
                          return Parcel.sha256(seen).equals(digest.sha256())
                              ? seen
                              : store.read(digest, executable);
                        }
                      })),
          entry(
              "what_was_found_damaged_can_be_put_anew",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> given = new HashSet<>();

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          try {
                            return store.read(digest, executable);
                          } catch (Refusal refused) {
                            given.add(digest);
                            throw refused;
                          }
                        }

                        Digest put(InputStream content, boolean executable) throws IOException {
                          byte[] bytes = content.readAllBytes();
                          Digest digest = new Digest(Parcel.sha256(bytes), bytes.length);
                          return given.contains(digest)
                              ? digest
                              : store.put(new ByteArrayInputStream(bytes), executable);
                        }
                      })),
          entry(
              "objects_are_there_after_a_restart",
              store ->
                  with(
                      store,
                      new Object() {
                        private final Set<Digest> mine = new HashSet<>();

                        synchronized Digest put(InputStream content, boolean executable)
                            throws IOException {
                          Digest digest = store.put(content, executable);
                          mine.add(digest);
                          return digest;
                        }

                        byte[] read(Digest digest, boolean executable) throws IOException {
                          return mine.contains(digest)
                              ? store.read(digest, executable)
                              : store.read(new Digest("0".repeat(64), 0), executable);
                        }
                      })),
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
                          return store.tree(shelf, key).map(StoreSabotageTest::bare);
                        }

                        List<Tree> trees(String shelf) {
                          return store.trees(shelf).stream().map(StoreSabotageTest::bare).toList();
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

  private interface Making {
    Tree spoil(Tree tree) throws IOException;
  }

  private interface Removing {
    void remove(Store store, String shelf, String key) throws IOException;
  }

  private static Store with(Store store, Object instead) {
    return Spoilt.of(Store.class, store, instead);
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

  private static UnaryOperator<Store> placing(UnaryOperator<Bubble> change) {
    return store ->
        with(
            store,
            new Object() {
              Tree makeTree(String shelf, Bubble bubble) throws IOException {
                return store.makeTree(shelf, change.apply(bubble));
              }
            });
  }

  private static UnaryOperator<Store> removing(Removing change) {
    return store ->
        with(
            store,
            new Object() {
              void removeTree(String shelf, String key) throws IOException {
                change.remove(store, shelf, key);
              }
            });
  }

  private static Bubble placing(Bubble bubble, List<Placement> placements) {
    return new Bubble(bubble.key(), placements, bubble.facts());
  }

  /** A placement whose path was "mended" instead of refused. */
  private static Placement inside(Placement p) {
    String path = p.path().replaceAll("[^a-z/]", "").replaceAll("/+", "/");
    String mended = "x" + path.replaceAll("/$", "");
    boolean plain = p.path().matches("[a-z]+/[a-z]+");
    return plain ? p : new Placement(mended, p.digest(), p.text(), p.executable());
  }

  private static Bubble each(Bubble bubble, UnaryOperator<Digest> change) {
    List<Placement> placements = new ArrayList<>();
    for (Placement p : bubble.placements()) {
      placements.add(new Placement(p.path(), p.digest().map(change), p.text(), p.executable()));
    }
    return placing(bubble, placements);
  }

  private static Digest backwards(Digest digest) {
    String sha256 = new StringBuilder(digest.sha256()).reverse().toString();
    return new Digest(sha256, digest.size());
  }

  private static byte[] sevenBits(byte[] bytes) {
    byte[] seven = bytes.clone();
    for (int i = 0; i < seven.length; i++) {
      seven[i] &= 0x7f;
    }
    return seven;
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

  private static void only(Thread mine) {
    if (Thread.currentThread() != mine) {
      throw new Refusal(Diagnostic.user("toy.thread", "another thread is in the way", ""));
    }
  }

  @Override
  protected Class<?> contract() {
    return StoreContract.class;
  }

  @Override
  protected Class<?> specimen() {
    return Specimen.class;
  }

  @Override
  protected Set<String> flaws() {
    return FLAWS.keySet();
  }

  @ExtendWith(Flaw.Given.class)
  static final class Specimen extends DiskStoreContractTest {
    private final Flaw flaw;

    Specimen(Flaw flaw) {
      this.flaw = flaw;
    }

    @Override
    protected Store open(Path root) {
      return flaw.in(super.open(root), FLAWS);
    }
  }
}
