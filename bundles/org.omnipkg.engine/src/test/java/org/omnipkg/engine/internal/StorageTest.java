package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Storage;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store;

class StorageTest {
  @TempDir private Path home;
  private StoredHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new StoredHouse(home);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private Node node(String name) {
    return house.house.node(name, "1");
  }

  private Map<String, Store.Tree> acquire(Node... nodes) {
    try (HouseDesk desk = house.desk()) {
      return acquire(house, desk, nodes);
    }
  }

  private static Map<String, Store.Tree> acquire(StoredHouse house, HouseDesk desk, Node... nodes) {
    return house.acquisition.acquire(
        List.of(nodes), new SmallLanguage(), house.house.target(), desk, new AtomicLong());
  }

  /** An environment whose only generation is made of these. */
  private Map<String, Store.Tree> environment(String name, Node... nodes) {
    Map<String, Store.Tree> trees = acquire(nodes);
    Map<String, String> places = new HashMap<>();
    trees.forEach((id, tree) -> places.put(id, tree.name()));
    State state = house.house.state(List.of(), List.of(nodes));
    house.house.environments.add(
        name,
        State.made(Instant.EPOCH, List.of())
            .runtimes(state.runtimes())
            .nodes(state.nodes())
            .trees(places)
            .state());
    return trees;
  }

  private static void damage(Path file, String text) throws IOException {
    assertTrue(file.toFile().setWritable(true));
    Files.writeString(file, text);
  }

  @Test
  void what_environments_need_stays_and_the_rest_is_collected() {
    environment("main", node("rich"));
    acquire(node("flask"));
    Storage.Statistics before = house.flows.statistics(house.house.caller());
    assertEquals("flask 1".length(), before.collectableBytes());
    assertEquals(2, before.trees());
    Storage.Collection would = house.flows.collect(house.house.caller(), true);
    assertEquals(1, would.trees());
    assertEquals(2, house.store.trees().size());
    Storage.Collection gone = house.flows.collect(house.house.caller(), false);
    assertEquals(would.removed(), gone.removed());
    assertEquals(1, gone.objects());
    assertEquals(1, house.store.trees().size());
    assertEquals(List.of("small", "small/" + sha("rich")), house.ledger.keys("trees"));
    assertEquals(0, house.flows.statistics(house.house.caller()).collectableBytes());
  }

  private static String sha(String name) {
    return CannedFetcher.sha256(name + " 1");
  }

  @Test
  void a_lock_file_keeps_its_packages_as_long_as_it_is_there() throws IOException {
    acquire(node("rich"), node("flask"));
    Path lock = home.resolve("omnipkg.lock");
    Files.writeString(lock, "integrity = \"sha256:" + sha("rich") + "\"\n");
    house.ledger.put(Roots.LOCKS, lock.toString(), new byte[0]);
    assertEquals(
        List.of("small/" + sha("flask")),
        house.flows.collect(house.house.caller(), false).removed());
    Files.delete(lock);
    assertEquals(1, house.flows.collect(house.house.caller(), false).trees());
    assertEquals(List.of(), house.ledger.keys(Roots.LOCKS));
  }

  @Test
  void scratch_of_a_living_request_stays_and_that_of_a_dead_one_goes() throws IOException {
    Path dead = Files.createDirectories(home.resolve("cache/scratch/r123/x"));
    try (HouseDesk desk = house.desk()) {
      Path mine = desk.scratch();
      house.flows.collect(house.house.caller(), false);
      assertTrue(Files.isDirectory(mine));
      assertFalse(Files.exists(dead.getParent()));
    }
  }

  @Test
  void a_lost_ledger_is_found_again_beside_the_trees() throws Exception {
    Node rich = node("rich");
    acquire(rich);
    house.close();
    Files.delete(home.resolve("store/ledger.sqlite"));
    Files.delete(home.resolve("python3"));
    StoredHouse again = new StoredHouse(home);
    try (again;
        HouseDesk desk = again.desk()) {
      assertEquals(Set.of("rich"), acquire(again, desk, again.house.node("rich", "1")).keySet());
      assertEquals(List.of(), again.house.fetcher.downloads);
    }
  }

  @Test
  void a_damaged_tree_is_fetched_again_by_whoever_needs_it() throws IOException {
    Path file = acquire(node("rich")).get("rich").path().resolve("content");
    damage(file, "RICH 1");
    assertEquals("rich 1", Files.readString(file.resolveSibling("content")).toLowerCase());
    acquire(node("rich"));
    assertEquals("rich 1", Files.readString(file));
    assertEquals(2, house.house.fetcher.downloads.size());
  }

  @Test
  void verify_tells_and_repair_mends() throws IOException {
    Path file = environment("main", node("rich")).get("rich").path().resolve("content");
    assertEquals(List.of(), house.flows.verify(house.house.caller(), false).damages());
    damage(file, "RICH 1");
    Storage.Verification seen = house.flows.verify(house.house.caller(), false);
    assertEquals(1, seen.damages().size());
    assertFalse(seen.damages().get(0).repaired());
    assertTrue(house.flows.verify(house.house.caller(), true).damages().get(0).repaired());
    assertEquals(List.of(), house.flows.verify(house.house.caller(), true).damages());
    assertEquals("rich 1", Files.readString(file));
  }

  @Test
  void rotten_bytes_nobody_saw_change_are_fetched_again() throws IOException {
    Path file = environment("main", node("rich")).get("rich").path().resolve("content");
    FileTime age = Files.getLastModifiedTime(file);
    damage(file, "RICH 1");
    Files.setLastModifiedTime(file, age);
    assertTrue(house.flows.verify(house.house.caller(), true).damages().get(0).repaired());
    assertEquals("rich 1", Files.readString(file));
  }

  @Test
  void a_missing_tree_and_a_lying_row_are_found_and_mended() throws IOException {
    environment("main", node("rich"), node("flask"));
    house.store.removeTree("small", sha("rich"));
    house.ledger.put("trees", "small/" + "0".repeat(64), sha("flask").getBytes());
    assertEquals(2, house.flows.verify(house.house.caller(), false).damages().size());
    Storage.Verification mended = house.flows.verify(house.house.caller(), true);
    assertTrue(mended.damages().stream().allMatch(Storage.Damage::repaired), mended.toString());
  }

  @Test
  void what_cannot_be_fetched_again_is_said() throws IOException {
    Path file = environment("main", node("rich")).get("rich").path().resolve("content");
    damage(file, "RICH 1");
    house.house.fetcher.bytes.clear();
    Storage.Damage damage = house.flows.verify(house.house.caller(), true).damages().get(0);
    assertFalse(damage.repaired());
    assertTrue(damage.text().contains("did not come"), damage.text());
  }

  @Test
  void a_file_put_into_a_tree_is_replaced_in_the_environments_too() throws IOException {
    Path file = environment("main", node("rich")).get("rich").path().resolve("content");
    Files.delete(file);
    Files.writeString(file, "strange");
    Path link = home.resolve("env/main/gens/0001/content");
    Files.createDirectories(link.getParent());
    Files.createLink(link, file);
    assertTrue(house.flows.verify(house.house.caller(), true).damages().get(0).repaired());
    assertEquals("rich 1", Files.readString(link));
    assertTrue(Files.isSameFile(link, file));
  }

  @Test
  void a_file_is_told_by_its_path_its_object_and_its_bytes_in_an_environment() throws IOException {
    Path file = environment("main", node("rich")).get("rich").path().resolve("content");
    environment("two", node("rich"));
    List<Storage.Owner> owners =
        List.of(new Storage.Owner("python", "rich", "1", "content", List.of("main", "two")));
    assertEquals(owners, house.flows.who(house.house.caller(), file.toString()));
    assertEquals(owners, house.flows.who(house.house.caller(), sha("rich")));
    Path link = home.resolve("env/main/farm/0001/content");
    Files.createDirectories(link.getParent());
    Files.createLink(link, file);
    assertEquals(owners, house.flows.who(house.house.caller(), link.toString()));
    Path own = Files.writeString(link.resolveSibling("own"), "mine");
    assertEquals(
        "store.no-owner", code(() -> house.flows.who(house.house.caller(), own.toString())));
    assertEquals("store.no-file", code(() -> house.flows.who(house.house.caller(), "nowhere")));
  }

  private static String code(org.junit.jupiter.api.function.Executable what) {
    return assertThrows(Refusal.class, what).diagnostic().code();
  }

  @Test
  void collections_run_beside_installs_and_uninstalls() throws Exception {
    Map<Integer, Set<String>> installed = new ConcurrentHashMap<>();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger collected = new AtomicInteger();
    Node[] nodes = new Node[12];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = node("p" + i);
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Future<?> collector =
          threads.submit(
              () -> {
                while (!done.get()) {
                  collected.addAndGet(
                      house
                          .store
                          .collect(
                              () -> {
                                Set<String> all = ConcurrentHashMap.newKeySet();
                                installed.values().forEach(all::addAll);
                                return all;
                              },
                              false,
                              Progress.SILENT)
                          .trees()
                          .size());
                }
                return null;
              });
      List<Callable<Void>> users = new ArrayList<>();
      for (int user = 0; user < 6; user++) {
        int me = user;
        users.add(() -> use(me, nodes, installed));
      }
      for (Future<Void> user : threads.invokeAll(users)) {
        user.get();
      }
      done.set(true);
      collector.get();
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    assertTrue(collected.get() > 0);
    assertEquals(List.of(), house.store.verify(Progress.SILENT));
    house.store.collect(Set::of, false, Progress.SILENT);
    assertEquals(0, house.store.stock().objects());
    try (Stream<Path> left = Files.list(home.resolve("store/staging"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  /** Installs some, looks that they are there as long as they are installed, uninstalls them. */
  private Void use(int me, Node[] nodes, Map<Integer, Set<String>> installed) throws IOException {
    for (int round = 0; round < 40; round++) {
      Node[] some = {nodes[(me + round) % 12], nodes[(me * 5 + round * 7 + 1) % 12]};
      Map<String, Store.Tree> trees;
      try (HouseDesk desk = house.desk()) {
        trees = acquire(house, desk, some);
        look(trees);
        Set<String> names = ConcurrentHashMap.newKeySet();
        trees.values().forEach(tree -> names.add(tree.name()));
        installed.put(me, names);
      }
      look(trees);
      installed.remove(me);
    }
    return null;
  }

  private static void look(Map<String, Store.Tree> trees) throws IOException {
    for (Map.Entry<String, Store.Tree> tree : trees.entrySet()) {
      assertEquals(
          tree.getKey() + " 1", Files.readString(tree.getValue().path().resolve("content")));
    }
  }
}
