package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.store.Store;
import org.omnipkg.tck.Told;

/** Files that their registry names by other digests than SHA-256. */
class IdentityTest {
  @TempDir private Path home;
  private SmallHouse house;
  private HouseDesk desk;
  private final Told told = new Told();
  private final SmallLanguage language = new SmallLanguage();

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    Caller plain = house.caller();
    desk =
        house.desks.open(
            new Caller(
                plain.environment(), plain.directory(), plain.offline(), plain.patience(), told),
            Wishes.NONE);
  }

  @AfterEach
  void close() {
    desk.close();
    house.acquisition.stop();
  }

  private Store.Tree acquire(Node node) {
    return house
        .acquisition
        .acquire(List.of(node), language, house.target(), desk, new AtomicLong())
        .values()
        .iterator()
        .next();
  }

  private Node stated(Map<String, String> hashes) {
    Node node = house.node("flask", "1");
    Artifact a = node.artifact().orElseThrow();
    Artifact other =
        new Artifact(a.filename(), a.format(), a.location(), hashes, a.size(), a.facts());
    return new Node(node.id(), node.pin(), Optional.of(other), node.features(), node.source());
  }

  private static Map<String, String> sha512() {
    return Map.of("sha512", CannedFetcher.hex("SHA-512", "flask 1"));
  }

  private static Map<String, String> sha1() {
    return Map.of("sha1", CannedFetcher.hex("SHA-1", "flask 1"));
  }

  private static Map<String, String> h1() {
    String sha256 = CannedFetcher.sha256("flask 1");
    Entry only = new Entry("content", new Digest(sha256, "flask 1".length()), false);
    return Map.of("h1", DirectoryHash.of(List.of(only)));
  }

  @Test
  void a_tree_is_found_by_any_digest_that_names_its_file() {
    for (Map<String, String> hashes : List.of(sha512(), sha1(), h1())) {
      Store.Tree tree = acquire(stated(hashes));
      int before = house.fetcher.downloads.size();
      assertEquals(tree, acquire(stated(hashes)));
      assertEquals(tree, acquire(house.node("flask", "1")));
      assertEquals(before, house.fetcher.downloads.size());
    }
    assertEquals(1, house.store.trees("small").size());
  }

  @Test
  void a_digest_not_seen_before_costs_one_download_and_no_second_tree() {
    acquire(house.node("flask", "1"));
    acquire(stated(sha512()));
    acquire(stated(sha512()));
    assertEquals(2, house.fetcher.downloads.size());
    assertEquals(1, house.store.trees("small").size());
  }

  @Test
  void a_ledger_begun_anew_learns_all_digests_from_the_trees() {
    for (Map<String, String> hashes : List.of(sha512(), sha1(), h1())) {
      house.store.removeTree("small", CannedFetcher.sha256("flask 1"));
      acquire(stated(hashes));
      house.store.keys(KnownTrees.TABLE).forEach(row -> house.store.remove(KnownTrees.TABLE, row));
      int before = house.fetcher.downloads.size();
      acquire(stated(hashes));
      assertEquals(before, house.fetcher.downloads.size());
    }
  }

  @Test
  void a_file_of_another_digest_than_stated_is_no_tree_whatever_the_algorithm() {
    for (Map<String, String> wrong :
        List.of(
            Map.of("sha512", "0".repeat(128)),
            Map.of("sha1", "0".repeat(40)),
            Map.of("h1", "A".repeat(43) + "="))) {
      Refusal refusal = assertThrows(Refusal.class, () -> acquire(stated(wrong)));
      assertEquals("fetch.wrong-hash", refusal.diagnostic().code());
    }
    assertEquals(List.of(), house.store.trees("small"));
    assertEquals(Map.of(), house.store.objects);
  }

  @Test
  void a_tree_is_not_taken_for_a_file_that_one_of_its_digests_contradicts() {
    acquire(stated(sha512()));
    Map<String, String> torn = Map.of("sha512", sha512().get("sha512"), "sha256", "0".repeat(64));
    Refusal refusal = assertThrows(Refusal.class, () -> acquire(stated(torn)));
    assertEquals("fetch.wrong-hash", refusal.diagnostic().code());
    assertEquals(
        Optional.empty(),
        house.acquisition.stored(language, stated(torn).artifact().orElseThrow()));
  }

  @Test
  void files_vouched_for_by_sha1_alone_are_named_once() {
    acquire(stated(sha1()));
    acquire(stated(sha1()));
    assertEquals(
        List.of(
            "note: their registry vouches by SHA-1 alone for flask 1; a lock names their SHA-256"),
        told.notes());
  }

  @Test
  void the_hash_of_a_modules_files_is_the_one_go_states() {
    Entry abc = entry("abc", "data for abc");
    Entry xyz = entry("xyz", "data for xyz");
    String want =
        java.util.Base64.getEncoder()
            .encodeToString(
                sha256(
                    CannedFetcher.sha256("data for abc")
                        + "  abc\n"
                        + CannedFetcher.sha256("data for xyz")
                        + "  xyz\n"));
    assertEquals(want, DirectoryHash.of(List.of(xyz, abc)));
    assertTrue(h1().get("h1").matches("[A-Za-z0-9+/]{43}="));
  }

  private static Entry entry(String path, String text) {
    return new Entry(path, new Digest(CannedFetcher.sha256(text), text.length()), false);
  }

  private static byte[] sha256(String text) {
    return java.util.HexFormat.of()
        .parseHex(
            CannedFetcher.sha256(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
  }
}
