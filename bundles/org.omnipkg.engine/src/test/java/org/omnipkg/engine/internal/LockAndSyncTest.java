package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

class LockAndSyncTest extends GenerationScene {
  private static Diagnostic refused(SmallHouse house, String lock) {
    return assertThrows(Refusal.class, () -> sync(house, "main", lock)).diagnostic();
  }

  @Test
  void two_homes_with_the_same_contents_have_the_same_lock_in_bytes() throws Exception {
    SmallHouse other = new SmallHouse(elsewhere);
    install(house, "flask==1", "rich==2");
    install(other, "rich==2");
    install(other, "six");
    install(other, "flask==1");
    other.uninstall.run(
        other.caller(), new org.omnipkg.api.UninstallRequest("main", List.of("six"), false));
    assertEquals(lock(house), lock(other));
    for (String secret :
        List.of(home.toString(), "example.org", "https:", "\"path\"", "2026", "19")) {
      assertFalse(lock(house).replaceAll("[0-9a-f]{64}", "").contains(secret), secret);
    }
  }

  @Test
  void a_lock_names_every_file_that_fits_and_has_a_digest() {
    Artifact also = house.fetcher.offer("flask-1-other.whl", "wheel", "other");
    Artifact source = house.fetcher.offer("flask-1.tar.gz", "sdist", "source");
    Artifact bare =
        new Artifact(
            "flask-1-bare.whl", "wheel", also.location(), Map.of(), OptionalLong.empty(), Map.of());
    offer(house, "flask", "1", also, source, bare);
    install(house, "flask==1");
    String lock = lock(house);
    assertTrue(lock.contains("\"flask-1.whl\"") && lock.contains("\"flask-1-other.whl\""), lock);
    assertFalse(lock.contains("tar.gz") || lock.contains("bare"), lock);
  }

  @Test
  void a_sync_makes_exactly_the_lock_and_the_same_bytes_come_out_again() throws Exception {
    install(house, "flask==1", "rich==2");
    String lock = lock(house);
    SmallHouse other = new SmallHouse(elsewhere);
    offer(other, "flask", "1");
    offer(other, "rich", "2");
    install(other, "six", "flask==3");
    Receipt receipt = sync(other, "main", lock);
    assertEquals("flask 1, rich 2", other.contents());
    assertEquals(List.of("python:flask==1", "python:rich==2"), other.roots());
    assertEquals(3, receipt.changes().size());
    assertEquals(lock, lock(other));
    assertEquals(1, other.problems.size());
  }

  @Test
  void what_is_in_the_store_is_not_fetched_and_no_index_is_asked() throws Exception {
    install(house, "flask==1");
    String lock = lock(house);
    house.fetcher.downloads.clear();
    sync(house, "second", lock);
    assertEquals(List.of(), house.fetcher.downloads);
    assertEquals(lock, house.generations.lock(house.caller(), "second", house.work));
  }

  @Test
  void an_environment_that_is_the_lock_already_gets_no_new_generation() throws Exception {
    install(house, "flask==1");
    Receipt receipt = sync(house, "main", lock(house));
    assertFalse(receipt.changed());
    assertEquals("1 > 1", receipt.previous() + " > " + receipt.generation());
    assertEquals(1, house.environments.generations("main").size());
  }

  @Test
  void a_lock_that_names_other_files_of_the_same_packages_is_taken_over() throws Exception {
    install(house, "flask==1");
    Artifact also = house.fetcher.offer("flask-1-other.whl", "wheel", "other");
    SmallHouse other = new SmallHouse(elsewhere);
    offer(other, "flask", "1", also);
    install(other, "flask==1");
    String lock = lock(other);
    assertEquals(2, sync(house, "main", lock).generation());
    assertEquals(lock, lock(house));
    assertEquals(2, sync(house, "main", lock).generation());
  }

  @Test
  void kept_versions_are_in_the_lock_and_come_back_out_of_it() throws Exception {
    install(house, "flask==3");
    State state = house.environments.current("main").orElseThrow().state();
    Node old = house.node("flask", "1");
    State.Kept beside =
        new State.Kept(
            "python:flask==1", List.of(old), List.of(SmallHouse.edge("", "flask")), Map.of());
    house.environments.add("main", state.draft().number(0).kept(List.of(beside)).state());
    String lock = lock(house);
    SmallHouse other = new SmallHouse(elsewhere);
    offer(other, "flask", "1");
    Listing one = other.resolver.listings.get(SmallHouse.name("flask"));
    offer(other, "flask", "3");
    List<Release> both = new ArrayList<>(one.releases());
    both.addAll(other.resolver.listings.get(SmallHouse.name("flask")).releases());
    other.resolver.listings.put(
        SmallHouse.name("flask"),
        new Listing(SmallHouse.name("flask"), both, Map.of(), Map.of(), "default"));
    sync(other, "main", lock);
    State.Kept kept = other.environments.current("main").orElseThrow().state().kept().get(0);
    assertEquals("python:flask==1", kept.root());
    assertEquals(1, kept.trees().size());
    assertEquals(lock, lock(other));
  }

  /** The same for another kind of machine only. */
  private static Node only(String when, Node node) {
    Artifact file = node.artifact().orElseThrow();
    Artifact its =
        new Artifact(
            file.filename(),
            file.format(),
            file.location(),
            file.hashes(),
            file.size(),
            Map.of(Artifact.WHEN, when));
    return new Node(node.id(), node.pin(), Optional.of(its), node.features(), node.source());
  }

  /** An app that does with more on some machines. */
  private State forAllMachines(SmallHouse house) {
    State plain =
        house.state(
            List.of("python:app"), List.of(house.node("app", "1")), SmallHouse.edge("", "app"));
    Edge more = new Edge("app", "mac", Tie.OPTIONAL, Role.RUN, "mac", "");
    Elsewhere elsewhere =
        new Elsewhere(
            List.of(only("macos", house.node("mac", "1")), house.node("deep", "1")),
            List.of(more, SmallHouse.edge("mac", "deep")));
    return plain.draft().elsewhere(Map.of("python", elsewhere)).state();
  }

  private static SmallHouse withApp(Path home, Platform platform) throws Exception {
    SmallHouse house = new SmallHouse(Files.createDirectory(home));
    house.processes.platform = platform;
    for (String name : List.of("app", "mac", "deep")) {
      offer(house, name, "1");
    }
    return house;
  }

  @Test
  void a_lock_for_all_machines_gives_each_what_is_for_it_and_comes_out_the_same() throws Exception {
    house.environments.add("main", forAllMachines(house));
    String lock = lock(house);
    assertTrue(lock.contains("version = 2") && lock.contains("when = \"macos\""), lock);
    assertFalse(lock.contains("[[target]]"), lock);
    SmallHouse mac = withApp(elsewhere.resolve("mac"), new Platform("macos", "aarch64", "", ""));
    sync(mac, "main", lock);
    assertEquals("app 1, deep 1, mac 1", mac.contents());
    assertEquals(lock, lock(mac));
    SmallHouse musl =
        withApp(elsewhere.resolve("musl"), new Platform("linux", "x86_64", "musl", "1.2"));
    sync(musl, "main", lock);
    assertEquals("app 1", musl.contents());
    assertEquals(lock, lock(musl));
    assertFalse(sync(musl, "main", lock).changed());
  }

  @Test
  void what_cannot_be_done_without_and_is_for_other_machines_is_refused() throws Exception {
    house.environments.add("main", forAllMachines(house));
    String lock = lock(house).replace("tie = \"optional\"", "tie = \"needs\"");
    SmallHouse musl =
        withApp(elsewhere.resolve("musl"), new Platform("linux", "x86_64", "musl", "1.2"));
    Diagnostic why = refused(musl, lock);
    assertEquals("lock.no-file-fits", why.code());
    assertEquals("it is for macos", why.details().get(0));
  }

  @Test
  void what_other_machines_need_goes_with_what_brought_it() {
    house.environments.add("main", forAllMachines(house));
    install(house, "flask==1");
    house.uninstall.run(
        house.caller(), new org.omnipkg.api.UninstallRequest("main", List.of("app"), false));
    assertFalse(lock(house).contains("mac"), lock(house));
  }

  @Test
  void a_lock_that_cannot_be_followed_changes_nothing_and_says_why() throws Exception {
    install(house, "flask==1");
    String lock = lock(house);
    SmallHouse other = new SmallHouse(elsewhere);
    install(other, "six");
    assertEquals("lock.not-offered", refused(other, lock).code());
    offer(other, "flask", "1");
    String changed = lock.replaceFirst("[0-9a-f]{64}", "0".repeat(64));
    assertEquals("lock.wrong-digest", refused(other, changed).code());
    other.fetcher.bytes.replaceAll((place, text) -> "tampered with");
    assertEquals("fetch.wrong-hash", refused(other, lock).code());
    assertEquals("lock.wrong-target", refused(other, lock.replace("glibc", "musl")).code());
    assertEquals("lock.runtime", refused(other, lock.replace("cpython", "pypy")).code());
    assertEquals("lock.newer-format", refused(other, "version = 3\n").code());
    assertEquals("six 9", other.contents());
    Files.delete(other.work.resolve("omnipkg.lock"));
    Refusal none =
        assertThrows(
            Refusal.class,
            () ->
                other.generations.sync(
                    other.caller(),
                    new Generations.SyncRequest(
                        "main", other.work.resolve("omnipkg.lock"), Sourcing.CONFIGURED, false)));
    assertEquals("lock.not-found", none.diagnostic().code());
  }

  @Test
  void another_patch_of_the_runtimes_series_will_do() throws Exception {
    install(house, "flask==1");
    String lock = lock(house).replace("\"3.11.4\"", "\"3.11.9\"");
    Receipt receipt = sync(house, "second", lock);
    assertEquals(1, receipt.generation());
    assertEquals(1, sync(house, "second", lock).generation());
  }

  @Test
  void a_file_of_the_users_own_is_found_from_the_lock_on() throws Exception {
    Path wheel = Files.writeString(house.work.resolve("tool-1.whl"), "tool 1");
    Node direct =
        new Node(
            "tool",
            new Pin(SmallHouse.name("tool"), "1"),
            Optional.of(
                new Artifact(
                    "tool-1.whl",
                    "wheel",
                    wheel.toUri(),
                    Map.of("sha256", CannedFetcher.sha256("tool 1")),
                    OptionalLong.empty(),
                    Map.of())),
            java.util.Set.of(),
            Origins.DIRECT);
    house.environments.add(
        "main",
        house.state(
            List.of("python:tool @ " + wheel.toUri()),
            List.of(direct),
            SmallHouse.edge("", "tool")));
    String lock = lock(house);
    assertTrue(lock.contains("\"python:tool @ file:tool-1.whl\""), lock);
    SmallHouse other = new SmallHouse(elsewhere);
    assertEquals("lock.file-missing", refused(other, lock).code());
    Path there = Files.copy(wheel, other.work.resolve("tool-1.whl"));
    other.fetcher.bytes.put(there.toUri(), "tool 1");
    sync(other, "main", lock);
    assertEquals(List.of("python:tool @ " + there.toUri()), other.roots());
    assertEquals(lock, lock(other));
  }

  @Test
  void a_file_nobody_vouched_for_is_in_the_lock_by_the_digest_of_what_came() {
    Artifact stated = house.node("bare", "1").artifact().orElseThrow();
    house.languages.solvers.put(
        "small",
        (problem, facts, desk) ->
            org.omnipkg.model.Outcome.solved(
                SmallHouse.only(
                    new Node(
                        "bare",
                        new Pin(SmallHouse.name("bare"), "1"),
                        Optional.of(
                            new Artifact(
                                stated.filename(),
                                stated.format(),
                                stated.location(),
                                Map.of(),
                                OptionalLong.empty(),
                                Map.of())),
                        java.util.Set.of(),
                        "links-1"))));
    install(house, "bare");
    assertTrue(lock(house).contains(CannedFetcher.sha256("bare 1")), lock(house));
  }

  @Test
  void an_export_writes_once_and_never_over_something_else() throws Exception {
    install(house, "flask==1");
    Path file = house.work.resolve("omnipkg.lock");
    assertEquals(file, house.generations.lockFile(house.caller()));
    assertTrue(house.generations.export(house.caller(), "main", file, true).changed());
    assertFalse(Files.exists(file));
    assertEquals(List.of(), house.store.keys(Roots.LOCKS));
    assertTrue(house.generations.export(house.caller(), "main", file, false).changed());
    assertEquals(List.of(file.toString()), house.store.keys(Roots.LOCKS), "collections heed it");
    assertFalse(house.generations.export(house.caller(), "main", file, false).changed());
    assertEquals(lock(house), Files.readString(file));
    Files.writeString(file, "version = 9\n");
    assertTrue(house.generations.export(house.caller(), "main", file, false).changed());
    Files.writeString(file, "dear diary\n");
    Refusal refusal =
        assertThrows(
            Refusal.class, () -> house.generations.export(house.caller(), "main", file, false));
    assertEquals("lock.not-ours", refusal.diagnostic().code());
    assertEquals("dear diary\n", Files.readString(file));
    try (var files = Files.list(house.work)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void the_lock_lies_beside_the_projects_file() throws Exception {
    Files.writeString(home.resolve("omnipkg.toml"), "");
    assertEquals(home.resolve("omnipkg.lock"), house.generations.lockFile(house.caller()));
    assertEquals(0, house.environments.generations("main").size());
    Environments.Generation none = house.environments.current("main").orElse(null);
    assertEquals(null, none);
  }
}
