package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.tck.TinyWheel;

/** Added languages that misbehave in one daemon, which goes on serving Python all the while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighbourIT {
  private static final String QUARANTINE = "in quarantine since";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Shipped omnipkg;
  private BadNeighbour neighbours;
  private long daemon;

  @BeforeAll
  void move_in() throws Exception {
    omnipkg = new Shipped();
    Path wheels = omnipkg.directory().resolve("wheels");
    TinyWheel.of("planet", "1.0").into(wheels);
    TinyWheel.of("sun", "1.0").needs("planet").into(wheels);
    List<Path> classes = new ArrayList<>(Distribution.bundles());
    classes.add(Distribution.folder().resolve("lib/org.apache.felix.framework.jar"));
    neighbours =
        new BadNeighbour(
            Distribution.root().resolve("bundles/org.omnipkg.itest/src/test/resources/neighbour"),
            classes,
            omnipkg.directory());
    omnipkg.run("config", "set", "plugin-seconds", "3").ok();
    python();
    daemon = daemon();
  }

  @AfterAll
  void move_out() {
    omnipkg.close();
  }

  @BeforeEach
  void nobody_else_is_there() throws Exception {
    for (JsonNode one : plugins()) {
      if (one.get("origin").asText().equals("added")) {
        omnipkg.run("plugin", "remove", one.get("name").asText()).ok();
      }
    }
  }

  /** Python installs and lists as if nobody else were there. */
  private void python() {
    omnipkg.run("install", "--index", "wheels", "--find-links", "wheels", "sun", "planet").ok();
    assertTrue(omnipkg.run("list").ok().out().contains("sun"));
  }

  private void still_there() throws Exception {
    python();
    assertEquals(daemon, daemon());
  }

  private Shipped.Said add(String id) {
    return omnipkg.run("plugin", "install", jar(id, "1.0.0"));
  }

  private String jar(String id, String version) {
    return neighbours.jar(id, version, omnipkg.directory()).toString();
  }

  private static JsonNode json(Shipped.Said said) throws Exception {
    return JSON.readTree(said.ok().out());
  }

  private long daemon() throws Exception {
    return json(omnipkg.run("daemon", "status", "--json")).get("daemon").get("pid").asLong();
  }

  private JsonNode plugins() throws Exception {
    return json(omnipkg.run("plugin", "list", "--json")).get("plugins");
  }

  private String state(String id) throws Exception {
    return StreamSupport.stream(plugins().spliterator(), false)
        .filter(one -> one.get("name").asText().equals(BadNeighbour.name(id)))
        .map(one -> one.get("state").asText())
        .findFirst()
        .orElse("");
  }

  /** It is put away in a thread of its own, so a moment later. */
  private void awaitQuarantine(String id) throws Exception {
    for (int turn = 0; turn < 600 && !state(id).startsWith(QUARANTINE); turn++) {
      Thread.sleep(100);
    }
    assertTrue(state(id).startsWith(QUARANTINE), state(id));
    omnipkg.run("install", id + ":thing").refused(1, "plugin.quarantined");
    Shipped.Said doctor = omnipkg.run("doctor");
    assertEquals(1, doctor.exit(), doctor.out());
    assertTrue(
        doctor.out().contains(BadNeighbour.name(id) + " 1.0.0: " + QUARANTINE), doctor.out());
  }

  @ParameterizedTest
  @CsvSource({
    "throws, plugin.failed",
    "overflows, plugin.failed",
    "unlinked, plugin.failed",
    "sleeps, plugin.too-slow",
    "null, plugin.nonsense",
    "misnames, plugin.nonsense"
  })
  void a_mistake_is_told_with_its_bundle_and_forgiven_a_few_times(String misdeed, String code)
      throws Exception {
    add("plain").ok();
    Shipped.Said said = omnipkg.run("install", "plain:" + misdeed);
    said.refused(1, code);
    assertTrue(said.err().contains("org.example.plain 1.0.0"), said.err());
    assertTrue(said.err().contains("Grammar.parse"), said.err());
    assertEquals("active", state("plain"));
    still_there();
  }

  @Test
  void one_mistake_after_the_other_is_too_many() throws Exception {
    add("plain").ok();
    for (int turn = 0; turn < 5; turn++) {
      omnipkg.run("install", "plain:throws").refused(1, "plugin.failed");
    }
    awaitQuarantine("plain");
    still_there();
  }

  @ParameterizedTest
  @CsvSource({
    "spins, plugin.too-slow",
    "counts, plugin.too-slow",
    "locks, plugin.too-slow",
    "bursts, plugin.too-large",
    "exits, plugin.exits",
    "halts, plugin.exits",
    "refers, plugin.exits",
    "reflects, plugin.exits",
    "handles, plugin.exits"
  })
  void who_heeds_nothing_or_ends_the_daemon_is_put_away_at_once(String misdeed, String code)
      throws Exception {
    add("plain").ok();
    CompletableFuture<Shipped.Said> call =
        CompletableFuture.supplyAsync(() -> omnipkg.run("install", "plain:" + misdeed));
    python();
    call.get().refused(1, code);
    awaitQuarantine("plain");
    still_there();
  }

  @Test
  void a_language_that_goes_by_the_word_of_another_is_refused_with_both() throws Exception {
    Shipped.Said said = add("golang").refused(1, "plugin.word-taken");
    assertTrue(said.err().contains("`go` of `org.omnipkg.ecosystem.go"));
    assertTrue(said.err().contains("`golang` of `org.example.golang 1.0.0`"));
    assertEquals("", state("golang"));
    still_there();
  }

  @Test
  void who_floods_the_memory_is_found_and_gives_it_back() throws Exception {
    omnipkg.run("config", "set", "plugin-seconds", "300").ok();
    add("plain").ok();
    omnipkg.run("install", "plain:nothing");
    Thread.sleep(1500); // the daemon reads its settings once a second
    CompletableFuture<Shipped.Said> call =
        CompletableFuture.supplyAsync(() -> omnipkg.run("install", "plain:floods"));
    call.get().refused(1, "plugin.too-large");
    omnipkg.run("config", "set", "plugin-seconds", "3").ok();
    awaitQuarantine("plain");
    still_there();
  }

  @Test
  void threads_are_told_and_too_many_are_ended() throws Exception {
    add("plain").ok();
    omnipkg.run("install", "plain:leaks-some");
    assertTrue(omnipkg.run("plugin", "list").err().contains("threads of its own: 1"));
    omnipkg.run("install", "plain:leaks");
    awaitQuarantine("plain");
    still_there();
  }

  @ParameterizedTest
  @ValueSource(strings = {"statically", "constructing", "activating", "activating-exit"})
  void who_does_not_start_is_turned_away_and_nobody_waits(String id) throws Exception {
    CompletableFuture<Shipped.Said> adding = CompletableFuture.supplyAsync(() -> add(id));
    python();
    plugins();
    Shipped.Said said = adding.get();
    said.refused(1, "plugin.does-not-start");
    assertFalse(said.err().contains("\tat "), said.err());
    assertEquals("", state(id));
    still_there();
  }

  @Test
  void who_does_not_stop_is_removed_all_the_same() throws Exception {
    add("stopping").ok();
    omnipkg.run("plugin", "remove", BadNeighbour.name("stopping")).ok();
    assertEquals("", state("stopping"));
    still_there();
  }

  @Test
  void quarantine_outlives_the_daemon_until_it_is_lifted() throws Exception {
    add("plain").ok();
    omnipkg.run("install", "plain:exits").refused(1, "plugin.exits");
    awaitQuarantine("plain");
    omnipkg.run("daemon", "stop").ok();
    awaitQuarantine("plain");
    daemon = daemon();
    omnipkg.run("plugin", "update", jar("plain", "1.0.0")).refused(1, "plugin.quarantined");
    omnipkg.run("plugin", "release", BadNeighbour.name("plain")).ok();
    assertEquals("active", state("plain"));
    omnipkg.run("plugin", "release", BadNeighbour.name("plain")).refused(1, "plugin.unknown");
    omnipkg.run("install", "plain:halts").refused(1, "plugin.exits");
    awaitQuarantine("plain");
    omnipkg.run("plugin", "update", jar("plain", "1.0.1")).ok();
    assertEquals("active", state("plain"));
    still_there();
  }

  @Test
  void a_daemon_opens_its_door_while_one_of_its_plugins_hangs_in_its_start() throws Exception {
    omnipkg.run("daemon", "stop").ok();
    Path shelf = Files.createDirectories(omnipkg.home().resolve("plugins"));
    Files.copy(Path.of(jar("activating", "1.0.0")), shelf.resolve("activating.jar"));
    python();
    daemon = daemon();
    awaitQuarantine("activating");
    omnipkg.run("plugin", "remove", BadNeighbour.name("activating")).ok();
    still_there();
  }
}
