package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store;
import org.omnipkg.tck.Told;

class AcquisitionTest {
  @TempDir private Path home;
  private SmallHouse house;
  private HouseDesk desk;
  private final AtomicLong downloaded = new AtomicLong();

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    desk = house.desk();
  }

  @AfterEach
  void close() {
    desk.close();
    house.acquisition.stop();
  }

  private Map<String, Store.Tree> acquire(Node... nodes) {
    return house.acquisition.acquire(
        List.of(nodes), new SmallLanguage(), house.target(), desk, downloaded);
  }

  private static Node with(Node node, Map<String, String> hashes) {
    Artifact a = node.artifact().orElseThrow();
    Artifact other =
        new Artifact(a.filename(), a.format(), a.location(), hashes, a.size(), a.facts());
    return new Node(node.id(), node.pin(), Optional.of(other), node.features(), node.source());
  }

  @Test
  void storing_is_a_step_of_its_own_once_the_last_download_is_in() {
    Told told = new Told();
    List<String> steps = told.steps();
    desk.close();
    desk = house.desks.open(house.caller(told), Wishes.NONE);
    acquire(house.node("flask", "1"), house.node("rich", "2"));
    assertEquals(List.of("Downloading", "Storing"), steps);
    acquire(house.node("flask", "1"), house.node("rich", "2"));
    assertEquals(List.of("Downloading", "Storing"), steps);
  }

  @Test
  void what_comes_is_stored_as_a_tree_of_its_bytes() throws Exception {
    Map<String, Store.Tree> trees = acquire(house.node("flask", "1"), house.node("rich", "2"));
    assertEquals(Set.of("flask", "rich"), trees.keySet());
    assertEquals("rich 2", Files.readString(trees.get("rich").path().resolve("content")));
    assertEquals("flask 1rich 2".length(), downloaded.get());
  }

  @Test
  void a_stored_tree_is_not_fetched_again() {
    Map<String, Store.Tree> first = acquire(house.node("flask", "1"));
    downloaded.set(0);
    assertEquals(first, acquire(house.node("flask", "1")));
    assertEquals(1, house.fetcher.downloads.size());
    assertEquals(0, downloaded.get());
  }

  @Test
  void a_tree_the_store_lost_is_fetched_again() {
    String key = acquire(house.node("flask", "1")).get("flask").key();
    house.store.removeTree("small", key);
    acquire(house.node("flask", "1"));
    assertEquals(2, house.fetcher.downloads.size());
  }

  @Test
  void bytes_of_another_digest_than_stated_never_reach_the_store() {
    Node liar = with(house.node("flask", "1"), Map.of("sha256", "0".repeat(64)));
    Refusal refusal = assertThrows(Refusal.class, () -> acquire(liar));
    assertEquals("fetch.wrong-hash", refusal.diagnostic().code());
    assertEquals(Map.of(), house.store.objects);
    assertEquals(List.of(), house.store.trees("small"));
    assertEquals(
        Optional.empty(),
        house.acquisition.stored(new SmallLanguage(), liar.artifact().orElseThrow()));
  }

  @Test
  void bytes_without_a_stated_digest_are_stored_under_the_one_they_have() {
    Node bare = with(house.node("flask", "1"), Map.of());
    assertEquals(CannedFetcher.sha256("flask 1"), acquire(bare).get("flask").key());
    assertEquals(1, house.store.objects.size());
    acquire(bare);
    assertEquals(2, house.fetcher.downloads.size());
    assertEquals(1, house.store.trees("small").size());
  }

  @Test
  void a_node_without_an_artifact_has_no_tree() {
    Node plain = house.node("flask", "1");
    Node virtual =
        new Node("flask", plain.pin(), Optional.empty(), plain.features(), plain.source());
    assertEquals(Map.of(), acquire(virtual));
    assertEquals(List.of(), house.fetcher.downloads);
  }

  @Test
  void nodes_of_the_same_bytes_share_one_download() {
    Node one = house.node("flask", "1");
    Node other = new Node("again", one.pin(), one.artifact(), one.features(), one.source());
    Map<String, Store.Tree> trees = acquire(one, other);
    assertEquals(trees.get("flask"), trees.get("again"));
    assertEquals(1, house.fetcher.downloads.size());
    assertEquals("flask 1".length(), downloaded.get());
  }

  @Test
  void two_builds_of_a_request_that_need_the_same_fetch_it_once() throws Exception {
    AtomicReference<Map<String, Store.Tree>> others = new AtomicReference<>();
    Thread other = new Thread(() -> others.set(acquire(house.node("flask", "1"))));
    house.fetcher.underWay =
        location -> {
          if (house.fetcher.downloads.size() == 1) {
            other.start();
            while (house.fetcher.downloads.size() == 1 && !isSomebodyWaiting()) {
              Thread.onSpinWait();
            }
          }
        };
    Map<String, Store.Tree> own = acquire(house.node("flask", "1"));
    other.join();
    assertEquals(own, others.get());
    assertEquals(1, house.fetcher.downloads.size());
  }

  private static boolean isSomebodyWaiting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
        .flatMap(thread -> Arrays.stream(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals(Scratch.class.getName()));
  }

  @Test
  void several_closures_come_in_one_batch_and_share_what_they_have_in_common() {
    List<Map<String, Store.Tree>> trees =
        house
            .acquisition
            .acquireAll(
                List.of(
                    new Order(
                        new SmallLanguage(),
                        List.of(
                            new Closure(
                                List.of(house.node("flask", "1"), house.node("rich", "2")),
                                List.of()),
                            new Closure(
                                List.of(house.node("rich", "2"), house.node("six", "3")),
                                List.of())))),
                house.target(),
                desk,
                downloaded)
            .get(0);
    assertEquals(Set.of("flask", "rich"), trees.get(0).keySet());
    assertEquals(Set.of("rich", "six"), trees.get(1).keySet());
    assertEquals(3, house.fetcher.downloads.size());
  }

  private Node lying(String content, Instant changed) throws Exception {
    Path file = home.resolve("near-1.whl");
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(changed));
    return new Node(
        "near",
        new org.omnipkg.model.Pin(SmallHouse.name("near"), "1"),
        Optional.of(
            new Artifact(
                "near-1.whl",
                "wheel",
                file.toUri(),
                Map.of(),
                java.util.OptionalLong.empty(),
                Map.of())),
        Set.of(),
        "links-1");
  }

  @Test
  void a_file_that_lies_here_counts_while_it_looks_as_it_did() throws Exception {
    Artifact file = lying("near", Instant.EPOCH).artifact().orElseThrow();
    Instant later = Instant.now().plusSeconds(60);
    Lying seen = Lying.of(file, later).orElseThrow();
    assertTrue(seen.unchanged());
    lying("never", Instant.EPOCH);
    assertFalse(seen.unchanged());
    Files.delete(Path.of(file.location()));
    assertFalse(seen.unchanged());
  }

  @Test
  void a_file_changed_a_moment_ago_or_known_by_another_digest_is_not_read_where_it_lies()
      throws Exception {
    Node node = lying("near", Instant.EPOCH);
    Artifact file = node.artifact().orElseThrow();
    assertEquals(Optional.empty(), Lying.of(file, Instant.now()));
    Artifact vouched = with(node, Map.of("md5", "00")).artifact().orElseThrow();
    assertEquals(Optional.empty(), Lying.of(vouched, Instant.now().plusSeconds(60)));
  }
}
