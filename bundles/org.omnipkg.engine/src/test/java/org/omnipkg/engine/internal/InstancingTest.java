package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Storage;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.store.Store;

/** Languages whose packages find one another by lying side by side. */
class InstancingTest {
  @TempDir private Path home;
  private StoredHouse house;
  private final NeighbourlyLanguage language = new NeighbourlyLanguage();

  @BeforeEach
  void furnish() throws Exception {
    house = new StoredHouse(home);
    house.house.languages.put(language);
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  /** flask needs rich, rich needs flask and six. */
  private Closure closure() {
    return new Closure(
        List.of(
            house.house.node("flask", "1"),
            house.house.node("rich", "2"),
            house.house.node("six", "3")),
        List.of(
            SmallHouse.edge("", "flask"),
            SmallHouse.edge("flask", "rich"),
            SmallHouse.edge("rich", "flask"),
            SmallHouse.edge("rich", "six")));
  }

  private Map<String, Store.Tree> acquire(Closure closure) {
    try (HouseDesk desk = house.desk()) {
      return house
          .acquisition
          .acquireAll(
              List.of(new Order(language, List.of(closure))),
              house.house.target(),
              desk,
              new AtomicLong())
          .get(0)
          .get(0);
    }
  }

  private Map<String, Store.Tree> environment(Closure closure) {
    Map<String, Store.Tree> trees = acquire(closure);
    Map<String, String> places = new HashMap<>();
    trees.forEach((id, tree) -> places.put(id, tree.name()));
    house.house.environments.add(
        "main",
        State.made(Instant.EPOCH, List.of())
            .runtimes(house.house.target().runtimes())
            .nodes(closure.nodes())
            .edges(closure.edges())
            .trees(places)
            .state());
    return trees;
  }

  private static String read(Store.Tree tree, String path) throws IOException {
    return Files.readString(tree.path().resolve(path));
  }

  @Test
  void every_package_has_what_it_needs_beside_it() throws IOException {
    Map<String, Store.Tree> trees = acquire(closure());
    assertEquals("rich 2", read(trees.get("flask"), "in/rich/content"));
    assertEquals("flask 1", read(trees.get("rich"), "in/flask/content"));
    Path beside = trees.get("flask").path().resolve("in/rich").toRealPath().resolveSibling("six");
    assertEquals("six 3", Files.readString(beside.resolve("content")));
    assertTrue(trees.values().stream().allMatch(tree -> tree.instance().isPresent()));
  }

  @Test
  void what_is_there_is_made_once_and_shared_by_whoever_has_the_same_neighbours() {
    Map<String, Store.Tree> first = acquire(closure());
    assertEquals(first, acquire(closure()));
    assertEquals(6, house.store.trees().size());
    Closure alone = new Closure(List.of(house.house.node("six", "3")), List.of());
    assertEquals(first.get("six"), acquire(alone).get("six"));
    assertEquals(3, house.house.fetcher.downloads.size());
  }

  @Test
  void an_instance_and_its_package_lost_or_damaged_come_again() throws IOException {
    Map<String, Store.Tree> first = acquire(closure());
    house.store.removeTree("small", first.get("rich").key());
    assertEquals(first, acquire(closure()));
    assertEquals(3, house.house.fetcher.downloads.size());
    Path file = first.get("six").path().resolve("in/six/content");
    assertTrue(file.toFile().setWritable(true));
    Files.writeString(file, "SIX 3");
    assertEquals("six 3", read(acquire(closure()).get("six"), "in/six/content"));
    assertEquals(4, house.house.fetcher.downloads.size());
    assertEquals(List.of(), house.repair.examine(house.house.caller(), false));
  }

  @Test
  void a_lost_ledger_does_not_take_an_instance_for_the_package() throws Exception {
    acquire(closure());
    for (String row : house.ledger.keys(KnownTrees.TABLE)) {
      house.ledger.remove(KnownTrees.TABLE, row);
    }
    acquire(closure());
    assertEquals(3, house.house.fetcher.downloads.size());
    Node six = house.house.node("six", "3");
    assertEquals(
        CannedFetcher.sha256("six 3"),
        house.acquisition.stored(language, six.artifact().orElseThrow()).orElseThrow().key());
  }

  @Test
  void a_collection_keeps_what_instances_in_use_are_made_of() {
    environment(closure());
    acquire(new Closure(List.of(house.house.node("lone", "1")), List.of()));
    Storage.Collection gone = house.flows.collect(house.house.caller(), false);
    assertEquals(2, gone.trees());
    assertEquals(6, house.store.trees().size());
    assertEquals(List.of(), house.repair.examine(house.house.caller(), false));
  }

  @Test
  void a_missing_or_damaged_instance_is_repaired_for_the_environment() throws IOException {
    Map<String, Store.Tree> trees = environment(closure());
    house.store.removeTree("small", trees.get("rich").key());
    Path own = trees.get("six").path().resolve("in/six/content");
    assertTrue(own.toFile().setWritable(true));
    Files.writeString(own, "SIX 3");
    house.repair.examine(house.house.caller(), true);
    assertEquals(List.of(), house.repair.examine(house.house.caller(), false));
    assertEquals("six 3", read(trees.get("rich"), "in/six/content"));
    Set<String> keys =
        house.store.trees().stream().map(Store.Tree::key).collect(Collectors.toSet());
    trees.values().forEach(tree -> assertTrue(keys.contains(tree.key())));
  }
}
