package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store.Tree;

class DiskStoreTest {
  private static final Map<String, List<String>> FACTS = Map.of("pth", List.of("a.pth", "é"));

  @TempDir Path folder;
  private Path root;
  private DiskStore store;

  @BeforeEach
  void open() {
    root = folder.resolve("store");
    store = new DiskStore(root);
  }

  private Digest put(String text, boolean executable) throws IOException {
    return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), executable);
  }

  private static Placement placed(String path, Digest digest, boolean executable) {
    return new Placement(path, Optional.of(digest), Optional.empty(), executable);
  }

  private List<Path> files(String below) throws IOException {
    if (Files.notExists(root.resolve(below))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root.resolve(below))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static String code(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(Refusal.class, what).diagnostic().code();
  }

  @Test
  void the_same_bytes_are_kept_once_read_only_and_of_one_age() throws IOException {
    Digest digest = put("abc", false);
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad/3", digest.toString());
    assertEquals(digest, put("abc", false));
    Path object = store.object(digest, false).orElseThrow();
    assertEquals(List.of(object), files("objects"));
    assertEquals("objects/ba/" + digest.sha256() + "-3", root.relativize(object).toString());
    assertEquals("r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(object)));
    assertEquals(
        Instant.parse("2020-01-01T00:00:00Z"), Files.getLastModifiedTime(object).toInstant());
    assertEquals(List.of(), files("staging"));
  }

  @Test
  void the_execute_bit_is_part_of_the_name() throws IOException {
    Digest digest = put("#!", true);
    assertTrue(store.object(digest, false).isEmpty());
    Path object = store.object(digest, true).orElseThrow();
    assertTrue(object.toString().endsWith("-2-x"));
    assertEquals("r-xr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(object)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5_000_000})
  void content_of_any_size_comes_back(int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Digest digest = store.put(new ByteArrayInputStream(content), false);
    assertEquals(digest, store.put(new ByteArrayInputStream(content), false));
    assertArrayEquals(content, store.read(digest, false));
    assertEquals(1, files("objects").size());
    assertEquals(List.of(), files("staging"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3 << 20})
  void a_source_that_breaks_leaves_nothing(int good) throws IOException {
    InputStream breaking =
        new InputStream() {
          private int read;

          @Override
          public int read() throws IOException {
            if (read++ >= good) {
              throw new IOException("cut");
            }
            return 1;
          }
        };
    assertThrows(IOException.class, () -> store.put(breaking, false));
    assertEquals(List.of(), files("objects"));
    assertEquals(List.of(), files("staging"));
  }

  @Test
  void a_changed_object_is_refused_set_aside_and_can_be_stored_anew() throws IOException {
    Digest digest = put("abc", false);
    Path object = store.object(digest, false).orElseThrow();
    Files.delete(object);
    Files.writeString(object, "abd");
    assertEquals("store.corrupt", code(() -> store.read(digest, false)));
    assertEquals("store.missing", code(() -> store.read(digest, false)));
    put("abc", false);
    assertEquals("abc", new String(store.read(digest, false), StandardCharsets.UTF_8));
  }

  @Test
  void an_object_cut_short_by_a_power_failure_does_not_count() throws IOException {
    Digest digest = put("abc", false);
    Path object = store.object(digest, false).orElseThrow();
    Files.delete(object);
    Files.writeString(object, "");
    assertTrue(store.object(digest, false).isEmpty());
    put("abc", false);
    assertEquals("abc", Files.readString(store.object(digest, false).orElseThrow()));
  }

  @Test
  void a_tree_is_made_of_links_and_texts() throws IOException {
    Digest digest = put("abc", false);
    Bubble bubble =
        new Bubble(
            "rich-1.0-0123",
            List.of(
                placed("lib/py/a/b.py", digest, false),
                placed("lib/py/c.py", digest, false),
                placed("bin/tool", digest, true),
                Placement.text("lib/RECORD", "é\n", false)),
            FACTS);
    Tree tree = store.makeTree("py", bubble);
    assertEquals(new Tree("py", "rich-1.0-0123", root.resolve("py/rich-1.0-0123"), FACTS), tree);
    assertEquals(Optional.of(tree), new DiskStore(root).tree("py", "rich-1.0-0123"));
    Path object = store.object(digest, false).orElseThrow();
    assertTrue(Files.isSameFile(object, tree.path().resolve("lib/py/a/b.py")));
    assertTrue(Files.isSameFile(object, tree.path().resolve("lib/py/c.py")));
    assertTrue(Files.isExecutable(tree.path().resolve("bin/tool")), "stored plain, wanted so");
    assertEquals("é\n", Files.readString(tree.path().resolve("lib/RECORD")));
    assertTrue(Files.isWritable(tree.path().resolve("lib/py")));
    assertEquals(tree, store.makeTree("py", bubble));
    assertEquals(List.of(tree), store.trees("py"));
    assertEquals(List.of(), store.trees("other"));
    assertEquals(List.of(), files("staging"));
  }

  @Test
  void half_a_tree_is_no_tree_and_making_it_again_mends_it() throws IOException {
    Bubble bubble = new Bubble("k", List.of(Placement.text("a", "new", false)), FACTS);
    Files.createDirectories(root.resolve("py/k"));
    Files.writeString(root.resolve("py/k/old"), "old");
    assertTrue(store.tree("py", "k").isEmpty());
    assertEquals(List.of(), store.trees("py"));
    Path path = store.makeTree("py", bubble).path();
    assertFalse(Files.exists(path.resolve("old")));
    Files.writeString(root.resolve("py/k.json"), "{\"sch");
    assertTrue(store.tree("py", "k").isEmpty());
    assertEquals(FACTS, store.makeTree("py", bubble).facts());
    store.removeTree("py", "k");
    store.removeTree("py", "k");
    assertTrue(store.tree("py", "k").isEmpty());
    assertEquals(List.of(), files("py"));
  }

  @Test
  void what_the_dead_left_is_swept_and_what_the_living_make_is_not() throws IOException {
    Tree whole = store.makeTree("py", new Bubble("whole", List.of(), FACTS));
    Path making = Files.writeString(root.resolve("staging").resolve(name() + "-9"), "x");
    List<Path> left =
        Stream.of(
                "staging/1.2.dead-1/lib", "staging/nameless", "py/no-facts/lib", "owners/1.2.dead")
            .map(root::resolve)
            .toList();
    for (Path folder : left.subList(0, 3)) {
      Files.createDirectories(folder);
    }
    Files.writeString(left.get(3), "");
    Files.writeString(root.resolve("py/no-tree.json"), "{}");
    new DiskStore(root).close();
    assertTrue(Files.exists(making), "in the making by a living store");
    assertTrue(Files.exists(left.get(2)), "perhaps in the making");
    assertTrue(Files.notExists(left.get(0)) && Files.notExists(left.get(1)));
    assertTrue(Files.notExists(left.get(3)), "the mark of a dead one");
    store.close();
    new DiskStore(root).close();
    assertEquals(
        List.of(whole.path(), TreeNames.files(whole.path()), TreeNames.facts(whole.path())),
        Sweep.list(root.resolve("py")).stream().sorted().toList());
  }

  private String name() throws IOException {
    return String.valueOf(Sweep.list(root.resolve("owners")).get(0).getFileName());
  }

  @Test
  void a_tree_without_its_objects_is_refused_and_leaves_nothing() throws IOException {
    Digest unknown = new Digest("0".repeat(64), 3);
    Bubble bubble = new Bubble("k", List.of(placed("a", unknown, false)), Map.of());
    assertEquals("store.missing", code(() -> store.makeTree("py", bubble)));
    assertTrue(store.tree("py", "k").isEmpty());
    assertEquals(List.of(), files("staging"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/x", "a//b", "a/./b", "a/..", ""})
  void a_placement_outside_its_tree_is_refused(String path) {
    Bubble bubble = new Bubble("k", List.of(Placement.text(path, "", false)), Map.of());
    assertEquals("store.bad-path", code(() -> store.makeTree("py", bubble)));
  }

  @Test
  void shelves_and_keys_are_single_names() {
    for (String shelf : List.of("objects", "staging", "..", "a/b", "")) {
      assertEquals("store.bad-path", code(() -> store.tree(shelf, "k")));
    }
    for (String key : List.of("..", "a/b", "", "k.json", ".hidden", "a\\b")) {
      assertEquals("store.bad-path", code(() -> store.tree("py", key)));
    }
    assertTrue(store.tree("py", "name-1!2.0+local_3~x").isEmpty());
  }

  @Test
  void many_threads_make_the_same_things() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Tree>> work = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int n = i;
        DiskStore mine = n % 2 == 0 ? store : new DiskStore(root);
        work.add(() -> made(mine, "k" + n / 16));
      }
      for (Future<Tree> tree : threads.invokeAll(work)) {
        assertEquals(FACTS, tree.get().facts());
      }
    } finally {
      threads.shutdown();
    }
    assertEquals(4, store.trees("py").size());
    assertEquals(20, files("objects").size());
    assertEquals(List.of(), files("staging"));
  }

  private static Tree made(DiskStore store, String key) throws IOException {
    List<Placement> placements = new ArrayList<>();
    for (int i : IntStream.range(0, 20).toArray()) {
      byte[] content = ("content " + i).getBytes(StandardCharsets.UTF_8);
      placements.add(placed("d/" + i, store.put(new ByteArrayInputStream(content), false), false));
    }
    return store.makeTree("py", new Bubble(key, placements, FACTS));
  }

  @Test
  void it_knows_where_its_links_can_go() throws IOException {
    assertTrue(store.reaches(folder.resolve("not/there/yet")));
    assertTrue(store.reaches(root));
    assertEquals(List.of(), files("staging"));
    Path other = Path.of("/dev/shm");
    Assumptions.assumeTrue(
        Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(folder)));
    assertFalse(store.reaches(other));
  }

  @Test
  void coverage_finds_its_marker() throws IOException {
    assertTrue(Files.isRegularFile(root.resolve("pyvenv.cfg")));
  }
}
