package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Excerpts;
import org.omnipkg.spi.Facts;

/** What the store alone can answer. */
class OfflineTest {
  @TempDir private Path home;
  private SmallHouse house;
  private final List<List<String>> shown = new ArrayList<>();

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    Excerpts excerpts =
        (artifact, tree, facts) ->
            Optional.of(("excerpt of " + artifact).getBytes(StandardCharsets.UTF_8));
    house.languages.skills.put(Excerpts.class, excerpts);
    ClientSettings client =
        (interpreter, desk) ->
            List.of(
                new Source("default", URI.create("https://index.example.org/"), Source.Form.INDEX));
    house.languages.skills.put(ClientSettings.class, client);
    house.languages.solvers.put("small", this::fromTheStore);
  }

  private void stored(Node node) {
    try (HouseDesk desk = house.desks.open(house.caller(false), Wishes.NONE);
        var lease = house.languages.ecosystem("python")) {
      house.acquisition.acquire(
          List.of(node), lease.service().layout(), house.target(), desk, new AtomicLong());
    }
  }

  private HouseDesk offline() {
    return house.desks.open(house.caller(true), Wishes.NONE);
  }

  /** Takes what a page of the store names, as a language's index would. */
  private Outcome fromTheStore(Problem problem, Facts facts, Desk desk) {
    List<Source> sources = desk.sources("python");
    shown.add(sources.stream().map(Source::label).toList());
    for (Source source : sources) {
      if (source.label().equals("store")) {
        String page = page(desk, source);
        String link = page.substring(page.indexOf("file:"), page.indexOf("\">"));
        String filename = page.substring(page.indexOf("\">") + 2, page.indexOf("</a>"));
        Artifact artifact =
            new Artifact(
                filename,
                "wheel",
                URI.create(link.substring(0, link.indexOf('#'))),
                Map.of("sha256", link.substring(link.indexOf("sha256=") + 7)),
                java.util.OptionalLong.empty(),
                Map.of());
        Pin pin = new Pin(SmallHouse.name("demo"), "1");
        return Outcome.solved(
            SmallHouse.only(new Node("demo", pin, Optional.of(artifact), Set.of(), "store")));
      }
    }
    throw new Refusal(
        org.omnipkg.model.Diagnostic.user("resolve.unknown-package", "no `demo`", ""));
  }

  private static String page(Desk desk, Source source) {
    return new String(
        desk.fetch(Desk.Ask.of(source.location(), "", java.time.Duration.ZERO))
            .body()
            .orElseThrow(),
        StandardCharsets.UTF_8);
  }

  private Resolution solve(HouseDesk desk) {
    Problem problem =
        new Problem(
            "python",
            List.of(house.parse("demo")),
            List.of(),
            house.target(),
            Map.of(),
            false,
            Optional.empty(),
            Map.of(),
            Map.of());
    try (var lease = house.languages.ecosystem("python")) {
      return house.solving.solve(problem, Map.of(), "small", lease.service(), desk);
    }
  }

  @Test
  void a_stored_tree_is_chosen_under_its_own_artifact_and_needs_no_download() {
    Node node = house.node("demo", "1");
    stored(node);
    int downloads = house.fetcher.downloads.size();
    try (HouseDesk desk = offline()) {
      Artifact chosen = solve(desk).nodes().get(0).artifact().orElseThrow();
      assertEquals(node.artifact().orElseThrow(), chosen);
      assertTrue(house.acquisition.stored(new SmallLanguage(), chosen).isPresent());
    }
    assertEquals(downloads, house.fetcher.downloads.size());
    assertEquals(List.of(List.of("store")), shown);
  }

  @Test
  void the_excerpt_lies_under_the_name_of_the_artifact() throws Exception {
    stored(house.node("demo", "1"));
    try (HouseDesk desk = offline()) {
      Source store =
          desk.sources("python").stream()
              .filter(s -> s.label().equals("store"))
              .findFirst()
              .orElseThrow();
      assertEquals(
          "excerpt of demo-1.whl",
          Files.readString(Path.of(store.location()).resolve("demo-1.whl")));
    }
  }

  @Test
  void what_two_threads_ask_for_at_once_is_written_once() throws Exception {
    stored(house.node("demo", "1"));
    AtomicInteger written = new AtomicInteger();
    try (HouseDesk desk = offline()) {
      Thread other = new Thread(() -> desk.sources("python"));
      Excerpts slow =
          (artifact, tree, facts) -> {
            if (written.incrementAndGet() == 1) {
              other.start();
              while (written.get() == 1 && other.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
              }
            }
            return Optional.of(new byte[1]);
          };
      house.languages.skills.put(Excerpts.class, slow);
      desk.sources("python");
      other.join();
    }
    assertEquals(1, written.get());
  }

  @Test
  void with_the_network_the_store_is_no_place_to_look() {
    stored(house.node("demo", "1"));
    try (HouseDesk desk = house.desks.open(house.caller(false), Wishes.NONE)) {
      assertEquals(List.of("default"), desk.sources("python").stream().map(Source::label).toList());
    }
  }

  @Test
  void what_the_store_lacks_is_looked_for_in_what_was_seen_before_and_then_named() {
    try (HouseDesk desk = offline()) {
      Refusal refusal = assertThrows(Refusal.class, () -> solve(desk));
      assertEquals("resolve.offline-missing", refusal.diagnostic().code());
      assertTrue(refusal.diagnostic().message().contains("`demo`"));
    }
    assertEquals(List.of(List.of(), List.of("default")), shown);
  }

  @Test
  void a_tree_asked_for_by_its_place_is_no_release() {
    Node node = house.node("demo", "1");
    stored(new Node(node.id(), node.pin(), node.artifact(), Set.of(), "direct"));
    try (HouseDesk desk = offline()) {
      assertTrue(desk.sources("python").stream().noneMatch(s -> s.label().equals("store")));
    }
  }

  @Test
  void a_tree_tells_no_secret_of_the_address_it_came_from() {
    Artifact artifact = house.fetcher.offer("demo-1.whl", "wheel", "demo 1");
    URI secret = URI.create("https://ada:s3cret@files.example.org/demo-1.whl?token=s3cret");
    house.fetcher.bytes.put(secret, "demo 1");
    stored(
        new Node(
            "demo",
            new Pin(SmallHouse.name("demo"), "1"),
            Optional.of(
                new Artifact(
                    artifact.filename(),
                    artifact.format(),
                    secret,
                    artifact.hashes(),
                    artifact.size(),
                    artifact.facts())),
            Set.of(),
            "default"));
    String facts = house.store.trees("small").get(0).facts().toString();
    assertTrue(facts.contains("https://files.example.org/demo-1.whl"), facts);
    assertFalse(facts.contains("s3cret"), facts);
  }
}
