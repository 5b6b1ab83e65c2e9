package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.omnipkg.tck.TinyWheel;

/**
 * The add-ons of docs/examples in the shipped command and its daemon: built as strangers build
 * them, dropped in, used beside a language of the house, exchanged, taken away. Their registries
 * are on loopback, their Rust is a script.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExamplesIT {
  private static final List<String> NAMES = List.of("cargo", "maven");
  private static final int EXCHANGES = 6;

  /** As the machine is; Maven builds there. */
  private static Shipped plain;

  private static Shipped omnipkg;
  private static StrangeRegistries registries;
  private static long daemon;
  private static final Map<String, AddOn> ADD_ONS = new TreeMap<>();

  @BeforeAll
  static void open() throws Exception {
    plain = new Shipped();
    registries = new StrangeRegistries(plain.directory().resolve("served"));
    // a machine may be busy: what is bounded is not on trial here
    omnipkg = registries.seenBy(plain.beside("OMNIPKG_PLUGIN_SECONDS", "300"));
    Path wheels = omnipkg.directory().resolve("wheels");
    TinyWheel.of("planet", "2.1").into(wheels);
    for (String name : NAMES) {
      ADD_ONS.put(name, AddOn.example(plain, name));
    }
    omnipkg.run("daemon", "start").ok();
    daemon = daemon();
  }

  @AfterAll
  static void close() {
    registries.close();
    plain.close();
  }

  private static String bundle(String name) {
    return "org.example.omnipkg." + name;
  }

  private static Shipped.Said installAll(String environment) {
    return omnipkg.run(
        "-e",
        environment,
        "install",
        "--find-links",
        "wheels",
        "--index",
        "wheels",
        "cargo:hello@1",
        "maven:org.example:greeter@1.0",
        "planet");
  }

  @Test
  @Order(1)
  void built_outside_the_reactor_they_keep_every_law() {
    List<CompletableFuture<Shipped.Said>> builds = new ArrayList<>();
    for (AddOn addOn : ADD_ONS.values()) {
      builds.add(CompletableFuture.supplyAsync(() -> addOn.maven("-q", "verify")));
    }
    for (CompletableFuture<Shipped.Said> build : builds) {
      Shipped.Said said = build.join();
      assertEquals(0, said.exit(), said.out() + said.err());
    }
  }

  @Test
  @Order(2)
  void dropped_into_a_running_daemon_they_are_used_at_once_in_one_transaction() throws Exception {
    installAll("all").refused(1, "ecosystem.unknown");
    for (String name : NAMES) {
      Shipped.Said said = omnipkg.run("plugin", "install", ADD_ONS.get(name).jar().toString()).ok();
      assertTrue(said.err().contains("language " + name), said.err());
    }
    Shipped.Said installed = installAll("all").ok();
    assertTrue(installed.err().contains("Installed 5 packages"), installed.err());
    runs("all", "1.0");
    assertEquals(
        "cargo:hello 1.0.0, cargo:words 1.4.0, maven:org.example:greeter 1.0,"
            + " maven:org.example:greeting 3.0, python:planet 2.1",
        packages("all"));
    assertEquals(daemon, daemon());
  }

  /** A program of each: the crate's, a main class on the class path, Python. */
  private static void runs(String environment, String greeter) {
    assertEquals(
        "hello 1.0.0 with words-1.4.0",
        omnipkg.run("-e", environment, "exec", "hello").ok().out().strip());
    assertEquals(
        "good day from greeter " + greeter,
        omnipkg.run("-e", environment, "exec", "java", "org.example.Greeter").ok().out().strip());
    omnipkg.run("-e", environment, "exec", "python", "-c", "import planet").ok();
  }

  @Test
  @Order(3)
  void every_verb_knows_them() throws Exception {
    String info = omnipkg.run("-e", "all", "info", "cargo:hello").ok().out();
    assertTrue(info.contains("pkg:cargo/hello@1.0.0"), info);
    assertTrue(info.contains("commands   hello"), info);
    String main = omnipkg.run("-e", "all", "info", "maven:org.example:greeter").ok().out();
    assertTrue(main.contains("pkg:maven/org.example/greeter@1.0"), main);
    assertTrue(main.contains("`omnipkg exec java org.example.Greeter` runs it"), main);
    String why = omnipkg.run("-e", "all", "why", "maven:org.example:greeting").ok().out();
    assertTrue(why.contains("org.example:greeter 1.0 needs org.example:greeting@3.0"), why);
    String status = omnipkg.run("-e", "all", "status").ok().out();
    assertTrue(status.contains("health       good"), status);

    omnipkg.run("-e", "all", "install", "maven:org.example:greeter@2.0").ok();
    runs("all", "2.0");
    omnipkg.run("-e", "all", "export", "all.lock").ok();
    String lock = Files.readString(omnipkg.directory().resolve("all.lock"));
    assertTrue(lock.contains("purl = \"pkg:cargo/words@1.4.0\""), lock);
    assertTrue(lock.contains("purl = \"pkg:maven/org.example/greeter@2.0\""), lock);
    omnipkg.run("-e", "other", "sync", "all.lock").ok();
    runs("other", "2.0");
    omnipkg.run("-e", "all", "revert").ok();
    runs("all", "1.0");
    omnipkg.run("-e", "other", "swap", "maven:org.example:greeter", "2.0").ok();
    omnipkg.run("-e", "other", "uninstall", "cargo:hello").ok();
    omnipkg.run("-e", "other", "exec", "hello").refused(127, "exec.not-found");
    String java = omnipkg.run("runtime", "list").ok().out();
    assertTrue(java.contains(" java ") && java.contains(" rust "), java);
  }

  @Test
  @Order(4)
  void what_is_wrong_is_refused_in_their_own_words() {
    omnipkg.run("-e", "bad", "install", "cargo:nothing").refused(1, "resolve.unknown-package");
    omnipkg.run("-e", "bad", "install", "cargo:hello@9").refused(1, "resolve.unknown-version");
    omnipkg.run("-e", "bad", "install", "maven:greeter").refused(2, "requirement.malformed");
    omnipkg
        .run("-e", "bad", "install", "maven:org.example:greeter@[8,9)")
        .refused(1, "resolve.unknown-version");
    omnipkg.run("-e", "bad", "install", "cargo:spoilt").refused(1, "fetch.wrong-hash");
    omnipkg.run("-e", "bad", "install", "maven:org.example:spoilt").refused(1, "fetch.wrong-hash");
    omnipkg.run("-e", "bad", "list").refused(1, "environment.unknown");
  }

  @Test
  @Order(5)
  void exchanged_under_installs_and_listings_nothing_fails() throws Exception {
    ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> users = new ArrayList<>();
    for (int user = 0; user < 2; user++) {
      String environment = "busy" + user;
      Thread thread =
          new Thread(
              () -> {
                while (!over.get()) {
                  for (Shipped.Said said :
                      List.of(
                          installAll(environment),
                          omnipkg.run("-e", environment, "uninstall", "cargo:hello"))) {
                    if (said.exit() != 0) {
                      complaints.add(said.out() + said.err());
                    }
                  }
                }
              });
      thread.start();
      users.add(thread);
    }
    try {
      for (int round = 1; round <= EXCHANGES; round++) {
        String name = NAMES.get(round % NAMES.size());
        Path jar = omnipkg.directory().resolve(name + "-" + round + ".jar");
        Manifested.copy(ADD_ONS.get(name).jar(), jar, Map.of("Bundle-Version", "0.1." + round));
        omnipkg.run("plugin", "update", jar.toString()).ok();
      }
    } finally {
      over.set(true);
    }
    for (Thread user : users) {
      user.join();
    }
    assertEquals(List.of(), List.copyOf(complaints));
    installAll("after").ok();
    runs("after", "1.0");
    assertEquals(daemon, daemon());
  }

  @Test
  @Order(6)
  void taken_away_they_leave_environments_that_run_and_say_what_is_missing() throws Exception {
    for (String name : NAMES) {
      omnipkg.run("plugin", "remove", bundle(name)).ok();
    }
    runs("all", "1.0");
    Shipped.Said said = installAll("all").refused(1, "plugin.removed");
    assertTrue(said.err().contains("the language `cargo` left with its plugin"), said.err());
    assertTrue(said.err().contains("`omnipkg plugin install "), said.err());
    omnipkg.run("-e", "all", "uninstall", "planet").refused(1, "plugin.removed");
    assertFalse(said.err().contains("\tat "), said.err());
    assertTrue(packages("all").contains("cargo:hello 1.0.0"), packages("all"));
    assertEquals(daemon, daemon());
  }

  private static JsonNode json(Shipped.Said said) throws Exception {
    return new ObjectMapper().readTree(said.ok().out().getBytes(StandardCharsets.UTF_8));
  }

  private static String packages(String environment) throws Exception {
    List<String> all = new ArrayList<>();
    json(omnipkg.run("-e", environment, "list", "--json"))
        .get("packages")
        .forEach(
            one ->
                all.add(
                    one.get("ecosystem").asText()
                        + ":"
                        + one.get("name").asText()
                        + " "
                        + one.get("version").asText()));
    all.sort(null);
    return String.join(", ", all);
  }

  private static long daemon() throws Exception {
    return json(omnipkg.run("daemon", "status", "--json")).get("daemon").get("pid").asLong();
  }
}
