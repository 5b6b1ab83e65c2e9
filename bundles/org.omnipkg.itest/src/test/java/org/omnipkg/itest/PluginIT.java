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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnipkg.tck.TinyWheel;

/** The resolver of docs/guides/writing-a-resolver.md, in the shipped command and its daemon. */
class PluginIT {
  private static final Path GUIDE =
      Distribution.root().resolve("docs/guides/writing-a-resolver.md");
  private static final String NAME = "org.example.first-fit";
  private static final String UV = "org.omnipkg.solver.uv";

  private Shipped omnipkg;
  private Path work;

  @BeforeEach
  void open() {
    omnipkg = new Shipped();
    work = omnipkg.directory();
    Path wheels = work.resolve("wheels");
    TinyWheel.of("planet", "1.0").into(wheels);
    TinyWheel.of("planet", "2.1").into(wheels);
    TinyWheel.of("sun", "1.0").needs("planet").into(wheels);
  }

  @AfterEach
  void close() {
    omnipkg.close();
  }

  @Test
  void a_resolver_is_dropped_in_used_updated_and_removed_without_a_restart() throws Exception {
    build();
    chosen("none").refused(1, "resolver.unknown");
    long daemon = daemon();

    Shipped.Said added = omnipkg.run("plugin", "install", "first-fit-1.0.jar").ok();
    assertTrue(added.err().contains("resolver first-fit"), added.err());
    assertTrue(added.err().contains("sha256 " + sha256("first-fit-1.0.jar")), added.err());
    assertTrue(added.err().contains("rights"), added.err());
    chosen("one").ok();
    assertEquals("planet 2.1, sun 1.0", packages("one"));
    omnipkg.run("plugin", "install", "first-fit-2.0.jar").refused(1, "plugin.already-installed");

    omnipkg.run("plugin", "update", "first-fit-2.0.jar").ok();
    chosen("two").ok();
    assertEquals("planet 1.0, sun 1.0", packages("two"));
    assertEquals(List.of(NAME + "-2.0.0.jar"), shelf());

    omnipkg.run("plugin", "update", "first-fit-1.0.jar").ok();
    chosen("three").ok();
    assertEquals("planet 2.1, sun 1.0", packages("three"));

    omnipkg.run("plugin", "remove", NAME).ok();
    chosen("four").refused(1, "resolver.unknown");
    assertEquals(List.of(), shelf());
    assertEquals(daemon, daemon());
    omnipkg.run("plugin", "remove", NAME).refused(1, "plugin.unknown");
    omnipkg.run("plugin", "update", "first-fit-1.0.jar").refused(1, "plugin.unknown");
  }

  @Test
  void what_was_added_is_there_again_after_a_restart_and_in_a_single_run() throws Exception {
    build();
    omnipkg.run("plugin", "install", "first-fit-1.0.jar").ok();
    omnipkg.run("--no-daemon", "plugin", "update", "first-fit-2.0.jar").ok();
    assertEquals("1.0.0 added active", plugin(NAME, "added"));
    omnipkg.run("daemon", "stop").ok();
    for (int restart = 0; restart < 2; restart++) {
      assertEquals("2.0.0 added active", plugin(NAME, "added"));
      chosen("daemon" + restart).ok();
      assertEquals("planet 1.0, sun 1.0", packages("daemon" + restart));
      omnipkg.run("daemon", "stop").ok();
      chosen("once" + restart, "--no-daemon").ok();
    }
    omnipkg.run("--no-daemon", "plugin", "remove", NAME).ok();
    chosen("gone").refused(1, "resolver.unknown");
  }

  @Test
  void a_jar_put_there_by_hand_counts_from_the_next_start_on() throws Exception {
    build();
    Path folder = Files.createDirectories(omnipkg.home().resolve("plugins"));
    Files.copy(work.resolve("first-fit-1.0.jar"), folder.resolve("mine.jar"));
    Files.writeString(folder.resolve("notes.jar"), "no jar at all");
    chosen("hand").ok();
    Shipped.Said doctor = omnipkg.run("doctor");
    assertEquals(1, doctor.exit(), doctor.out());
    assertTrue(doctor.out().contains("notes.jar"), doctor.out());
    omnipkg.run("plugin", "remove", "notes.jar").ok();
    assertEquals(0, omnipkg.run("doctor").exit());
    omnipkg.run("plugin", "update", "first-fit-2.0.jar").ok();
    assertEquals(List.of(NAME + "-2.0.0.jar"), shelf());
  }

  @Test
  void what_does_not_work_is_refused_and_leaves_nothing() throws Exception {
    build();
    Files.writeString(work.resolve("text.jar"), "no jar at all");
    omnipkg.run("plugin", "install", "text.jar").refused(1, "plugin.not-a-bundle");
    omnipkg.run("plugin", "install", "nothing.jar").refused(1, "plugin.unreadable");
    String codec =
        Distribution.bundles().stream()
            .filter(jar -> jar.getFileName().toString().startsWith("commons-codec"))
            .findFirst()
            .orElseThrow()
            .toString();
    omnipkg.run("plugin", "install", codec).refused(1, "plugin.brings-nothing");

    changed(
        "first-fit-1.0.jar", "misfit.jar", "Import-Package", "org.omnipkg.spi;version=\"[9,10)\"");
    Shipped.Said misfit = omnipkg.run("plugin", "install", "misfit.jar");
    misfit.refused(1, "plugin.does-not-fit");
    assertTrue(misfit.err().contains("org.omnipkg.spi [9,10)"), misfit.err());
    assertTrue(misfit.err().contains("1.0.0"), misfit.err());
    assertFalse(misfit.err().contains("\tat "), misfit.err());

    changed("first-fit-1.0.jar", "lame.jar", "Import-Package", "org.omnipkg.model");
    Shipped.Said lame = omnipkg.run("plugin", "install", "lame.jar");
    lame.refused(1, "plugin.does-not-start");
    assertFalse(lame.err().contains("\tat "), lame.err());

    assertEquals(List.of(), shelf());
    omnipkg.run("plugin", "install", "first-fit-1.0.jar").ok();
    changed("first-fit-2.0.jar", "lame2.jar", "Import-Package", "org.omnipkg.model");
    omnipkg.run("plugin", "update", "lame2.jar").refused(1, "plugin.does-not-start");
    chosen("still").ok();
    assertEquals("planet 2.1, sun 1.0", packages("still"));
    assertEquals("1.0.0 added active", plugin(NAME, "added"));
  }

  @Test
  void a_version_of_a_shipped_bundle_takes_its_place_until_it_is_removed() throws Exception {
    Path uv =
        Distribution.bundles().stream()
            .filter(jar -> jar.getFileName().toString().startsWith(UV))
            .findFirst()
            .orElseThrow();
    omnipkg.run("plugin", "remove", UV).refused(1, "plugin.shipped");
    Files.copy(uv, work.resolve("uv.jar"));
    for (String version : List.of("0.0.1", "9.0.0")) {
      changed("uv.jar", "uv-" + version + ".jar", "Bundle-Version", version);
      omnipkg.run("plugin", "update", "uv-" + version + ".jar").ok();
      for (int restart = 0; restart < 2; restart++) {
        assertEquals(version + " added active", plugin(UV, "added"));
        assertTrue(plugin(UV, "shipped").endsWith("replaced by " + version));
        assertEquals(List.of(UV + "-" + version + ".jar"), shelf());
        omnipkg.run("daemon", "stop").ok();
      }
    }
    Shipped.Said removed = omnipkg.run("plugin", "remove", UV).ok();
    assertTrue(removed.err().contains("serves again"), removed.err());
    assertTrue(plugin(UV, "shipped").endsWith("shipped active"));
    omnipkg.run("daemon", "stop").ok();
    assertTrue(plugin(UV, "shipped").endsWith("shipped active"));
  }

  @Test
  void a_daemon_killed_while_it_exchanges_has_the_old_one_or_the_new() throws Exception {
    build();
    omnipkg.run("plugin", "install", "first-fit-1.0.jar").ok();
    for (int round = 0; round < 4; round++) {
      String jar = round % 2 == 0 ? "first-fit-2.0.jar" : "first-fit-1.0.jar";
      omnipkg.call(
          List.of(
              "bash",
              "-c",
              command()
                  + " plugin update "
                  + jar
                  + " >killed.log 2>&1 & sleep 0.0"
                  + 3 * (round + 1)
                  + "; kill -9 "
                  + daemon()
                  + "; wait"));
      String state = plugin(NAME, "added");
      assertTrue(state.matches("[12]\\.0\\.0 added active"), state);
      chosen("killed" + round).ok();
      assertEquals(
          state.startsWith("1") ? "planet 2.1, sun 1.0" : "planet 1.0, sun 1.0",
          packages("killed" + round));
    }
    assertEquals(0, omnipkg.run("doctor").exit());
  }

  @Test
  void the_shell_knows_the_verb() throws Exception {
    build();
    Shipped.Said said =
        omnipkg.call(
            List.of(
                "bash",
                "-c",
                "printf 'omnipkg:plugin install first-fit-1.0.jar\\nomnipkg:plugin list\\n' | "
                    + command()
                    + " shell"));
    assertEquals(0, said.exit(), said.err());
    assertTrue(said.out().contains("resolver first-fit"), said.out() + said.err());
  }

  private static String command() {
    return Distribution.folder().resolve("bin/omnipkg").toString();
  }

  /** Writes the files of the guide and runs its build commands. */
  private void build() throws Exception {
    String guide = Files.readString(GUIDE);
    Matcher file =
        Pattern.compile("<!-- file: (\\S+) -->\\n```\\w*\\n(.*?)```", Pattern.DOTALL)
            .matcher(guide);
    while (file.find()) {
      Path path = work.resolve(file.group(1));
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.group(2));
    }
    Matcher commands = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL).matcher(guide);
    omnipkg.with("DIST", Distribution.folder().toString());
    while (commands.find()) {
      Shipped.Said said = omnipkg.call(List.of("bash", "-ec", commands.group(1)));
      assertEquals(0, said.exit(), said.err());
    }
    assertTrue(Files.exists(work.resolve("first-fit-2.0.jar")));
  }

  private Shipped.Said chosen(String environment, String... options) {
    List<String> argv = new ArrayList<>(List.of(options));
    argv.addAll(
        List.of(
            "-e",
            environment,
            "install",
            "--resolver",
            "first-fit",
            "--index",
            "wheels",
            "--find-links",
            "wheels",
            "sun"));
    return omnipkg.run(argv.toArray(String[]::new));
  }

  private static JsonNode json(Shipped.Said said) throws Exception {
    return new ObjectMapper().readTree(said.ok().out());
  }

  private String packages(String environment) throws Exception {
    return String.join(
        ", ",
        StreamSupport.stream(
                json(omnipkg.run("-e", environment, "list", "--json"))
                    .get("packages")
                    .spliterator(),
                false)
            .map(one -> one.get("name").asText() + " " + one.get("version").asText())
            .toList());
  }

  /** Version, origin and state of a plugin. */
  private String plugin(String name, String origin) throws Exception {
    Optional<JsonNode> found =
        StreamSupport.stream(
                json(omnipkg.run("plugin", "list", "--json")).get("plugins").spliterator(), false)
            .filter(one -> one.get("name").asText().equals(name))
            .filter(one -> one.get("origin").asText().equals(origin))
            .findFirst();
    return found
        .map(
            one ->
                one.get("version").asText()
                    + " "
                    + one.get("origin").asText()
                    + " "
                    + one.get("state").asText())
        .orElse("");
  }

  private long daemon() throws Exception {
    return json(omnipkg.run("daemon", "status", "--json")).get("daemon").get("pid").asLong();
  }

  private List<String> shelf() throws Exception {
    Path folder = omnipkg.home().resolve("plugins");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !List.of(".lock", ".sources").contains(name))
          .sorted()
          .toList();
    }
  }

  private String sha256(String file) throws Exception {
    return omnipkg.call(List.of("sha256sum", file)).ok().out().split(" ")[0];
  }

  /** The same jar with another line in its manifest. */
  private void changed(String from, String to, String header, String value) throws Exception {
    Manifested.copy(work.resolve(from), work.resolve(to), java.util.Map.of(header, value));
  }
}
