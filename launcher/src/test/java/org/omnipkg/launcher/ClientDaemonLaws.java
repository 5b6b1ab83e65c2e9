package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client and its daemon: found, started, replaced, lost, and done without. */
interface ClientDaemonLaws extends ClientBench {
  @Test
  default void the_version_is_told_without_a_daemon_and_without_a_home() throws Exception {
    assertEquals(new Run.Ended(0, "omnipkg 0.1.0-toy (one)\n", ""), alone().run("--version"));
    String document =
        "{\n  \"schema\": 1,\n  \"version\": \"0.1.0-toy\",\n  \"build\": \"one\"\n}\n";
    assertEquals(new Run.Ended(0, document, ""), alone().run("-V", "--json"));
    assertEquals(document, alone().run("--json", "--version").out());
    assertFalse(Files.exists(alone().home()));
  }

  @Test
  default void twenty_clients_at_once_start_one_daemon() throws Exception {
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(alone().start("pid"));
    }
    alone().assertOneDaemon(clients);
  }

  @Test
  default void a_daemon_that_dies_is_reported_and_the_next_command_starts_another()
      throws Exception {
    alone().run("pid");
    assertEquals(
        new Run.Ended(
            1,
            "",
            "error: the omnipkg daemon ended before it had answered  [client.daemon-lost]\n"
                + "  its logs are in `"
                + alone().home().toRealPath()
                + "/logs`\n"),
        alone().run("halt"));
    Run.Ended next = alone().run("pid");
    assertEquals(0, next.code(), next.err());
  }

  @Test
  default void a_daemon_of_another_build_is_replaced() throws Exception {
    Path other = ToyDistribution.make(folder().resolve("other"), "two", true);
    Run.Ended before = new Run(other, folder()).run("pid");
    Run.Ended after = alone().run("pid");
    assertEquals(0, after.code(), after.err());
    assertFalse(before.out().equals(after.out()));
  }

  @Test
  default void a_daemon_that_cannot_start_shows_why() throws Exception {
    Files.createDirectories(alone().home());
    Files.writeString(alone().home().resolve("cache"), "in the way");
    Run.Ended ended = alone().run("pid");
    assertEquals(1, ended.code());
    assertTrue(
        ended
            .err()
            .startsWith(
                "error: the omnipkg daemon ended while it started  [client.daemon-died]\n  "),
        ended.err());
    assertTrue(ended.err().contains("cache"), ended.err());
    assertTrue(
        ended
            .err()
            .endsWith("\nits log is `" + alone().home().toRealPath() + "/logs/daemon.out`\n"),
        ended.err());
  }

  @Test
  default void without_a_daemon_the_same_is_served_in_one_process() throws Exception {
    alone().with("OMNIPKG_NO_DAEMON", "1");
    assertEquals(new Run.Ended(3, "", "oh\n"), alone().run("complain", "oh"));
    assertEquals("typed", alone().feed("typed", "copy").out());
    assertEquals("null\n", alone().run("variable", "LC_ALL").out());
    assertEquals(
        new Run.Ended(7, "child\n", ""),
        alone().run("exec", lease().toString(), "/bin/sh", "-c", "echo $TOY; exit 7"));
    Process waiting = alone().start("wait");
    assertEquals("waiting", ClientBench.line(waiting));
    ClientBench.kill("TERM", waiting.pid());
    assertEquals(143, Run.end(waiting, "").code());
    assertFalse(Files.exists(alone().socket()));
  }

  @Test
  default void no_daemon_is_an_option_until_the_commands_own_words_begin() throws Exception {
    alone().run("--no-daemon");
    assertFalse(Files.exists(alone().socket()));
    alone().run("exec", lease().toString(), "/bin/true", "--no-daemon");
    assertTrue(Files.exists(alone().socket()));
  }

  @Test
  default void an_old_java_and_a_missing_one_are_refused_by_name() throws Exception {
    Path old = Files.createDirectories(folder().resolve("old/bin"));
    Files.createFile(
        old.resolve("java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder().resolve("old/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    Run.Ended ended = alone().with("OMNIPKG_JAVA", folder().resolve("old").toString()).run("pid");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("is Java 8  [client.java-too-old]"), ended.err());
    assertEquals(
        new Run.Ended(1, "", "error: `OMNIPKG_JAVA` names no java: `/no/java`  [client.no-java]\n"),
        alone().with("OMNIPKG_JAVA", "/no/java").run("pid"));
  }
}
