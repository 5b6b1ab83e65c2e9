package org.omnipkg.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.tck.Parcel;

/** What every {@link Store} promises. Extend it and open one in a folder. */
public abstract class StoreContract {
  private static final String SHELF = "toy";
  private static final Map<String, List<String>> FACTS = Map.of("commands", List.of("lay", "é"));

  @TempDir protected Path temporary;
  private Path root;
  private Store store;

  /** Opens the store in a folder, which may have been one before. */
  protected abstract Store open(Path root);

  @BeforeEach
  final void begin() {
    root = temporary.resolve("store");
    store = open(root);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Digest put(String text) throws IOException {
    return store.put(new ByteArrayInputStream(bytes(text)), false);
  }

  private static Placement placed(String path, Digest digest, boolean executable) {
    return new Placement(path, Optional.of(digest), Optional.empty(), executable);
  }

  private Bubble wall(String key) throws IOException {
    return new Bubble(
        key,
        List.of(
            placed("lib/wall/brick", put("a brick"), false),
            placed("bin/lay", put("#!toy"), true),
            Placement.text("lib/RECORD", "two files, é\n", false)),
        FACTS);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Puts other bytes where an object lies. */
  private Path spoil(Digest digest, byte[] instead) throws IOException {
    Path path = store.object(digest, false).orElseThrow();
    overwrite(path, instead);
    return path;
  }

  private static void overwrite(Path path, byte[] bytes) throws IOException {
    Files.deleteIfExists(path);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
  }

  private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < 2 * threads; i++) {
        all.add(work);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }

  @Test
  public void the_same_bytes_are_kept_once() throws IOException {
    Digest first = put("a brick");
    List<Path> before = files();
    assertEquals(first, put("a brick"));
    assertEquals(before, files());
  }

  @Test
  public void the_digest_is_the_truth_about_the_bytes() throws IOException {
    Digest digest = put("a brick");
    assertEquals(new Digest(Parcel.sha256(bytes("a brick")), 7), digest);
  }

  @Test
  public void content_of_any_size_comes_back() throws IOException {
    for (int size : new int[] {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1}) {
      byte[] content = new byte[size];
      Arrays.fill(content, (byte) 'x');
      Digest digest = store.put(new ByteArrayInputStream(content), false);
      assertArrayEquals(content, store.read(digest, false));
    }
  }

  @Test
  public void the_execute_bit_separates_objects() throws IOException {
    Digest digest = store.put(new ByteArrayInputStream(bytes("#!toy")), true);
    assertTrue(store.object(digest, false).isEmpty());
    assertTrue(Files.isExecutable(store.object(digest, true).orElseThrow()));
  }

  @Test
  public void what_was_never_put_is_missing() {
    Digest unknown = new Digest("0".repeat(64), 3);
    assertTrue(store.object(unknown, false).isEmpty());
    Refusal refusal = assertThrows(Refusal.class, () -> store.read(unknown, false));
    assertEquals("store.missing", refusal.diagnostic().code());
  }

  @Test
  public void a_source_that_breaks_leaves_nothing() throws IOException {
    List<Path> before = files();
    InputStream breaking =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            if (given++ >= 10) {
              throw new IOException("cut");
            }
            return 'x';
          }
        };
    assertThrows(IOException.class, () -> store.put(breaking, false));
    assertEquals(before, files());
  }

  @Test
  public void many_threads_that_put_the_same_bytes_agree() throws Exception {
    List<Digest> digests = together(4, () -> put("a brick"));
    assertEquals(1, digests.stream().distinct().count());
    assertArrayEquals(bytes("a brick"), store.read(digests.get(0), false));
  }

  @Test
  public void every_single_flipped_bit_is_noticed_when_read() throws IOException {
    byte[] content = bytes("ab");
    Digest digest = put("ab");
    Path path = store.object(digest, false).orElseThrow();
    for (int bit = 0; bit < 8 * content.length; bit++) {
      byte[] flipped = content.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      overwrite(path, flipped);
      Refusal refusal = assertThrows(Refusal.class, () -> store.read(digest, false), "bit " + bit);
      assertEquals("store.corrupt", refusal.diagnostic().code());
    }
  }

  @Test
  public void what_was_found_damaged_can_be_put_anew() throws IOException {
    Digest digest = put("brick");
    spoil(digest, bytes("quirk"));
    assertThrows(Refusal.class, () -> store.read(digest, false));
    assertEquals(digest, put("brick"));
    assertArrayEquals(bytes("brick"), store.read(digest, false));
  }

  @Test
  public void objects_are_there_after_a_restart() throws IOException {
    Digest digest = put("a brick");
    assertArrayEquals(bytes("a brick"), open(root).read(digest, false));
  }

  @Test
  public void a_tree_holds_what_was_placed() throws IOException {
    Path path = store.makeTree(SHELF, wall("wall-1")).path();
    assertTrue(path.isAbsolute());
    assertEquals("a brick", Files.readString(path.resolve("lib/wall/brick")));
    assertEquals("two files, é\n", Files.readString(path.resolve("lib/RECORD")));
    assertTrue(Files.isExecutable(path.resolve("bin/lay")));
    assertFalse(Files.isSymbolicLink(path.resolve("bin/lay")));
    try (Stream<Path> all = Files.walk(path)) {
      assertEquals(3, all.filter(Files::isRegularFile).count());
    }
  }

  @Test
  public void a_tree_shares_its_files_with_the_objects() throws IOException {
    Path path = store.makeTree(SHELF, wall("wall-1")).path();
    Path object = store.object(put("a brick"), false).orElseThrow();
    assertTrue(Files.isSameFile(object, path.resolve("lib/wall/brick")));
  }

  @Test
  public void a_tree_keeps_its_facts() throws IOException {
    assertEquals(FACTS, store.makeTree(SHELF, wall("wall-1")).facts());
    assertEquals(FACTS, store.tree(SHELF, "wall-1").orElseThrow().facts());
  }

  @Test
  public void a_tree_is_found_again_after_a_restart() throws IOException {
    Tree tree = store.makeTree(SHELF, wall("wall-1"));
    Store again = open(root);
    assertEquals(Optional.of(tree), again.tree(SHELF, "wall-1"));
    assertEquals(List.of(tree), again.trees(SHELF));
  }

  @Test
  public void making_a_tree_again_gives_the_tree_that_is_there() throws IOException {
    Tree tree = store.makeTree(SHELF, wall("wall-1"));
    assertEquals(tree, store.makeTree(SHELF, wall("wall-1")));
  }

  private Bubble unfinished() throws IOException {
    List<Placement> placements = new ArrayList<>(wall("wall-1").placements());
    Store elsewhere = open(temporary.resolve("elsewhere"));
    Digest missing = elsewhere.put(new ByteArrayInputStream(bytes("the last brick")), false);
    placements.add(placed("lib/wall/last", missing, false));
    return new Bubble("wall-1", placements, FACTS);
  }

  @Test
  public void a_tree_that_could_not_be_finished_is_not_there() throws IOException {
    Bubble bubble = unfinished();
    assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble));
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-1"));
    assertEquals(List.of(), store.trees(SHELF));
    assertEquals(List.of(), open(root).trees(SHELF));
  }

  @Test
  public void a_tree_that_could_not_be_finished_can_be_made_later() throws IOException {
    Bubble bubble = unfinished();
    assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble));
    put("the last brick");
    Path path = store.makeTree(SHELF, bubble).path();
    assertEquals("the last brick", Files.readString(path.resolve("lib/wall/last")));
  }

  @Test
  public void many_threads_that_make_one_tree_agree() throws Exception {
    Bubble bubble = wall("wall-1");
    List<Tree> trees = together(4, () -> store.makeTree(SHELF, bubble));
    trees.forEach(tree -> assertEquals("wall-1", tree.key()));
    assertEquals(1, store.trees(SHELF).size());
  }

  @Test
  public void shelves_are_apart() throws IOException {
    store.makeTree(SHELF, wall("wall-1"));
    assertEquals(Optional.empty(), store.tree("other", "wall-1"));
    assertEquals(List.of(), store.trees("other"));
  }

  @Test
  public void a_removed_tree_is_gone() throws IOException {
    store.makeTree(SHELF, wall("wall-1"));
    store.removeTree(SHELF, "wall-1");
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-1"));
    assertEquals(List.of(), store.trees(SHELF));
  }

  @Test
  public void removing_a_tree_leaves_its_objects() throws IOException {
    Digest digest = put("a brick");
    store.makeTree(SHELF, wall("wall-1"));
    store.removeTree(SHELF, "wall-1");
    assertTrue(store.object(digest, false).isPresent());
  }

  @Test
  public void removing_what_is_not_there_is_no_error() {
    assertDoesNotThrow(() -> store.removeTree(SHELF, "wall-1"));
  }

  @Test
  public void a_tree_keeps_what_it_was_made_of() throws IOException {
    Store.Origin origin =
        new Store.Origin(new Pin(new PackageName("toy", "wall"), "1"), "a".repeat(64));
    store.makeTree(SHELF, wall("wall-1"), origin);
    assertEquals(Optional.of(origin), store.tree(SHELF, "wall-1").orElseThrow().origin());
  }

  @Test
  public void a_damaged_tree_is_made_whole_when_it_is_looked_at() throws IOException {
    Path brick = store.makeTree(SHELF, wall("wall-1")).path().resolve("lib/wall/brick");
    Files.delete(brick);
    Files.writeString(brick, "crumbs");
    assertTrue(store.sound(SHELF, "wall-1").isPresent());
    assertEquals("a brick", Files.readString(brick));
  }

  @Test
  public void a_hold_is_known_until_it_is_closed() {
    String name;
    try (Store.Hold hold = store.hold()) {
      name = hold.name();
      assertTrue(store.held(name));
    }
    assertFalse(store.held(name));
  }

  @Test
  public void every_hold_has_a_name_of_its_own() {
    try (Store.Hold one = store.hold();
        Store.Hold other = store.hold()) {
      assertNotEquals(one.name(), other.name());
      assertTrue(one.name().matches("[A-Za-z0-9._-]+"), one.name());
    }
  }

  @Test
  public void a_placement_outside_its_tree_is_refused() {
    for (String path : List.of("../x", "/x", "a//b", "a/./b", "a/../../x", "a/..", "")) {
      Bubble bubble = new Bubble("wall-1", List.of(Placement.text(path, "evil", false)), Map.of());
      assertThrows(Refusal.class, () -> store.makeTree(SHELF, bubble), path);
    }
  }

  @Test
  public void two_placements_at_one_place_are_refused() {
    Placement one = Placement.text("a/b", "one", false);
    Placement other = Placement.text("a/b", "other", false);
    Bubble bubble = new Bubble("wall-1", List.of(one, other), Map.of());
    assertThrows(Exception.class, () -> store.makeTree(SHELF, bubble));
  }

  @Test
  public void a_shelf_or_key_that_is_no_plain_name_is_refused() {
    for (String shelf : List.of("objects", "..", "a/b", "")) {
      assertThrows(Refusal.class, () -> store.tree(shelf, "wall-1"), shelf);
    }
    for (String key : List.of("..", "a/b", "", ".hidden", "a\\b")) {
      assertThrows(Refusal.class, () -> store.tree(SHELF, key), key);
    }
  }

  private static Store.Instance instance(Map<String, String> links) {
    return new Store.Instance("wall-1", "in/wall", links);
  }

  private Tree instance(String key, Map<String, String> links) throws IOException {
    return store.makeInstance(store.makeTree(SHELF, wall("wall-1")), key, instance(links));
  }

  @Test
  public void an_instance_holds_its_bases_files_below_a_folder_and_its_links() throws IOException {
    instance("wall-b", Map.of());
    Path path = instance("wall-a", Map.of("in/@s/other", "../../../wall-b/in/wall")).path();
    assertEquals("a brick", Files.readString(path.resolve("in/wall/lib/wall/brick")));
    assertTrue(Files.isExecutable(path.resolve("in/wall/bin/lay")));
    Path link = path.resolve("in/@s/other");
    assertEquals("../../../wall-b/in/wall", Files.readSymbolicLink(link).toString());
    assertEquals("a brick", Files.readString(link.resolve("lib/wall/brick")));
  }

  @Test
  public void an_instance_shares_its_files_with_the_objects() throws IOException {
    Path path = instance("wall-a", Map.of()).path();
    Path object = store.object(put("a brick"), false).orElseThrow();
    assertTrue(Files.isSameFile(object, path.resolve("in/wall/lib/wall/brick")));
  }

  @Test
  public void an_instance_is_found_again_after_a_restart() throws IOException {
    Map<String, String> links = Map.of("in/own", "wall/lib");
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Tree tree = store.makeInstance(base, "wall-a", instance(links));
    assertEquals(Optional.of(instance(links)), tree.instance());
    assertEquals(base.facts(), tree.facts());
    assertEquals(Optional.of(tree), open(root).tree(SHELF, "wall-a"));
  }

  @Test
  public void making_an_instance_again_gives_the_one_that_is_there() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Store.Instance wanted = instance(Map.of("in/own", "wall/lib"));
    assertEquals(
        store.makeInstance(base, "wall-a", wanted), store.makeInstance(base, "wall-a", wanted));
  }

  @Test
  public void many_threads_that_make_one_instance_agree() throws Exception {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Store.Instance wanted = instance(Map.of("in/own", "wall/lib"));
    List<Tree> trees = together(4, () -> store.makeInstance(base, "wall-a", wanted));
    assertEquals(1, trees.stream().distinct().count());
    assertEquals(1, store.trees(SHELF).stream().filter(t -> t.instance().isPresent()).count());
  }

  @Test
  public void instances_may_lead_to_one_another() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    Path one =
        store.makeInstance(base, "wall-a", instance(Map.of("in/b", "../../wall-b/in/wall"))).path();
    store.makeInstance(base, "wall-b", instance(Map.of("in/a", "../../wall-a/in/wall")));
    assertEquals("a brick", Files.readString(one.resolve("in/b/lib/wall/brick")));
  }

  @Test
  public void a_link_of_an_instance_that_could_lead_elsewhere_is_refused() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    for (String target :
        List.of(
            "/etc",
            "",
            ".",
            "../..",
            "../../..",
            "../../../other/wall-1",
            "../../../../x",
            "../../wall-b/../../x",
            "wall/../../x",
            "./wall",
            "wall//lib",
            "wall/lib/",
            "../../.hidden/x",
            "../../wall-1.json",
            "../..\\x/y",
            "x\ny")) {
      assertThrows(
          Refusal.class,
          () -> store.makeInstance(base, "wall-a", instance(Map.of("in/link", target))),
          target);
    }
    assertEquals(Optional.empty(), store.tree(SHELF, "wall-a"));
  }

  @Test
  public void a_link_of_an_instance_over_its_other_files_is_refused() throws IOException {
    Tree base = store.makeTree(SHELF, wall("wall-1"));
    for (Map<String, String> links :
        List.of(
            Map.of("in/wall", "x"),
            Map.of("in", "x"),
            Map.of("in/wall/bin/lay", "x"),
            Map.of("in/wall/bin/lay/x", "y"),
            Map.of("in/a", "x", "in/a/b", "y"),
            Map.of("../x", "y"),
            Map.of("in//x", "y"),
            Map.of("", "y"))) {
      assertThrows(
          Refusal.class,
          () -> store.makeInstance(base, "wall-a", instance(links)),
          links.toString());
    }
  }

  @Test
  public void a_damaged_instance_is_made_whole_when_it_is_looked_at() throws IOException {
    Path path = instance("wall-a", Map.of("in/own", "wall/lib")).path();
    Files.delete(path.resolve("in/own"));
    Files.createSymbolicLink(path.resolve("in/own"), Path.of("/etc"));
    Files.delete(path.resolve("in/wall/lib/wall/brick"));
    assertTrue(store.sound(SHELF, "wall-a").isPresent());
    assertEquals("a brick", Files.readString(path.resolve("in/own/wall/brick")));
  }

  @Test
  public void an_instance_needs_its_base_no_more() throws IOException {
    Path path = instance("wall-a", Map.of()).path();
    store.removeTree(SHELF, "wall-1");
    assertEquals("a brick", Files.readString(path.resolve("in/wall/lib/wall/brick")));
    assertTrue(store.sound(SHELF, "wall-a").isPresent());
  }

  @Test
  public void it_can_link_to_folders_beside_it() throws IOException {
    List<Path> before = files();
    assertTrue(store.reaches(temporary.resolve("not/there/yet")));
    assertEquals(before, files());
  }
}
