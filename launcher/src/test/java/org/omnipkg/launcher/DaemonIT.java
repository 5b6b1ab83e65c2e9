package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped client, launcher and daemon, on commands made for the purpose. */
class DaemonIT {
  @TempDir static Path shared;
  static Path distribution;
  @TempDir Path folder;
  Run client;

  @BeforeAll
  static void assemble() throws Exception {
    distribution = ToyDistribution.make(shared.resolve("dist"), "one", true);
  }

  @BeforeEach
  void prepare() throws Exception {
    client = new Run(distribution, folder);
  }

  @AfterEach
  void stop() throws Exception {
    client.stop();
  }

  @Test
  void twenty_clients_at_once_start_one_daemon() throws Exception {
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(client.start("pid"));
    }
    TreeSet<String> daemons = new TreeSet<>();
    for (Process process : clients) {
      Run.Ended ended = Run.end(process, "");
      assertEquals(0, ended.code(), ended.err());
      daemons.add(ended.out().strip());
    }
    assertEquals(1, daemons.size(), daemons::toString);
    String log = Files.readString(client.home().resolve("logs/daemon.log"));
    assertEquals(1, log.split("serving, pid", -1).length - 1, log);
  }

  @Test
  void words_directory_and_environment_arrive_as_they_are() throws Exception {
    assertEquals("echo\na b\n\n*[x]>=\nü\n", client.run("echo", "a b", "", "*[x]>=", "ü").out());
    assertEquals(folder.toRealPath() + "\n", client.run("where").out());
    assertEquals("x=y\n", client.with("TOY", "x=y").run("variable", "TOY").out());
    assertEquals("null\n", client.run("variable", "LC_ALL").out());
  }

  @Test
  void the_version_is_told_without_a_daemon_and_without_a_home() throws Exception {
    assertEquals("omnipkg 0.1.0-toy (one)\n", client.run("--version").out());
    String document = client.run("-V", "--json").out();
    assertEquals(
        "{\n  \"schema\": 1,\n  \"version\": \"0.1.0-toy\",\n  \"build\": \"one\"\n}\n", document);
    assertFalse(Files.exists(client.home()));
    client.inJava(distribution);
    assertEquals("omnipkg 0.1.0-toy (one)\n", client.run("--version").out());
    assertEquals(document, client.run("--json", "-V").out());
    assertFalse(Files.exists(client.socket()));
  }

  @Test
  void codes_and_both_streams_come_back() throws Exception {
    assertEquals(new Run.Ended(3, "", "oh\n"), client.run("complain", "oh"));
    Run.Ended defect = client.run("defect");
    assertEquals(1, defect.code());
    assertTrue(defect.err().contains("[internal.bug]"), defect.err());
    assertFalse(defect.err().contains("on purpose"), defect.err());
  }

  @Test
  void large_output_is_complete() throws Exception {
    assertEquals(64 << 20, client.run("much", "64").out().length());
  }

  @Test
  void input_is_passed_on_to_its_end() throws Exception {
    String input = "0123456789".repeat(100_000);
    assertEquals(input, client.feed(input, "copy").out());
    assertEquals("got first\n", client.feed("first\nsecond\n", "line").out());
  }

  @Test
  void a_command_that_reads_nothing_leaves_the_input_alone() throws Exception {
    String script = "\"$0\" pid >/dev/null; cat";
    Process shell = shell(script, distribution.resolve("bin/omnipkg").toString());
    assertEquals("kept\n", Run.end(shell, "kept\n").out());
  }

  @Test
  void a_signal_cancels_and_decides_the_code() throws Exception {
    Process waiting = client.start("wait");
    assertEquals('w', waiting.getInputStream().read());
    waiting.toHandle().destroy();
    assertEquals(143, Run.end(waiting, "").code());
  }

  @Test
  void a_client_that_is_gone_cancels_its_request() throws Exception {
    Path witness = folder.resolve("witness");
    Process waiting = client.start("wait", witness.toString());
    assertEquals('w', waiting.getInputStream().read());
    waiting.destroyForcibly().waitFor();
    client.stop();
    assertEquals("cancelled", Files.readString(witness));
  }

  @Test
  void a_closed_pipe_ends_the_client_quietly() throws Exception {
    client.run("pid");
    Process shell =
        shell(
            "(\"$0\" much 64; echo $? >&2) | head -c 1",
            distribution.resolve("bin/omnipkg").toString());
    assertEquals(new Run.Ended(0, "x", "141\n"), Run.end(shell, ""));
  }

  @Test
  void exec_becomes_the_child_and_holds_the_lease() throws Exception {
    Path lease = Files.createFile(folder.resolve("lease"));
    Process child =
        client.start("exec", lease.toString(), "/bin/sh", "-c", "echo $$ $TOY; read x; exit 7");
    StringBuilder line = new StringBuilder();
    for (int c = child.getInputStream().read(); c != '\n'; c = child.getInputStream().read()) {
      line.append((char) c);
    }
    assertEquals(child.pid() + " child", line.toString());
    try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE)) {
      assertNull(channel.tryLock());
      assertEquals(7, Run.end(child, "go\n").code());
      FileLock lock = channel.tryLock();
      assertTrue(lock.isValid());
    }
  }

  @Test
  void exec_says_what_it_cannot_run() throws Exception {
    Path lease = Files.createFile(folder.resolve("lease"));
    Path data = Files.writeString(folder.resolve("data"), "no program");
    assertEquals(126, client.run("exec", lease.toString(), data.toString()).code());
  }

  @Test
  void a_daemon_that_dies_is_reported_and_the_next_command_starts_another() throws Exception {
    String first = client.run("pid").out();
    Run.Ended lost = client.run("halt");
    assertEquals(1, lost.code());
    assertTrue(lost.err().contains("[client.daemon-lost]"), lost.err());
    Run.Ended next = client.run("pid");
    assertEquals(0, next.code(), next.err());
    assertNotEquals(first, next.out());
  }

  @Test
  void another_build_replaces_the_daemon_after_its_work() throws Exception {
    Path other = ToyDistribution.make(folder.resolve("other"), "two", true);
    Process waiting = client.start("wait");
    assertEquals('w', waiting.getInputStream().read());
    Process second = new Run(other, folder).start("pid");
    while (Files.exists(client.socket())) {
      Thread.onSpinWait();
    }
    assertTrue(waiting.isAlive());
    waiting.toHandle().destroy();
    assertEquals(143, Run.end(waiting, "").code());
    assertEquals(0, Run.end(second, "").code());
  }

  @Test
  void the_socket_is_for_its_owner_alone() throws Exception {
    client.run("pid");
    Path socket = client.socket();
    assertEquals("rw-------", mode(socket));
    assertEquals("rwx------", mode(socket.getParent()));
    Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwx---"));
    assertTrue(client.run("pid").err().contains("[client.folder-owner]"));
  }

  @Test
  void an_idle_daemon_ends() throws Exception {
    client.with("OMNIPKG_IDLE_SECONDS", "1");
    long pid = Long.parseLong(client.run("pid").out().strip());
    ProcessHandle.of(pid).ifPresent(daemon -> daemon.onExit().join());
    assertFalse(Files.exists(client.socket()));
  }

  @Test
  void without_a_daemon_the_same_is_served_in_one_process() throws Exception {
    client.with("OMNIPKG_NO_DAEMON", "1");
    assertEquals(new Run.Ended(3, "", "oh\n"), client.run("complain", "oh"));
    assertEquals("typed", client.feed("typed", "copy").out());
    assertEquals("null\n", client.run("variable", "LC_ALL").out());
    Path lease = Files.createFile(folder.resolve("lease"));
    assertEquals(
        new Run.Ended(7, "child\n", ""),
        client.run("exec", lease.toString(), "/bin/sh", "-c", "echo $TOY; exit 7"));
    assertFalse(Files.exists(client.socket()));
  }

  @Test
  void no_daemon_is_an_option_until_execs_command_begins() throws Exception {
    client.run("--no-daemon");
    assertFalse(Files.exists(client.socket()));
    Path lease = Files.createFile(folder.resolve("lease"));
    client.run("exec", lease.toString(), "/bin/true", "--no-daemon");
    assertTrue(Files.exists(client.socket()));
  }

  @Test
  void the_client_in_java_does_the_same() throws Exception {
    Run java = new Run(distribution, folder).inJava(distribution);
    String daemon = java.run("pid").out();
    assertEquals(daemon, client.run("pid").out());
    assertEquals(new Run.Ended(3, "", "oh\n"), java.run("complain", "oh"));
    assertEquals("typed", java.feed("typed", "copy").out());
    Path lease = Files.createFile(folder.resolve("lease"));
    assertEquals(
        new Run.Ended(7, "child\n", ""),
        java.run("exec", lease.toString(), "/bin/sh", "-c", "echo $TOY; exit 7"));
    Process waiting = java.start("wait");
    assertEquals('w', waiting.getInputStream().read());
    waiting.toHandle().destroy();
    assertEquals(143, Run.end(waiting, "").code());
  }

  @Test
  void a_moved_distribution_still_works() throws Exception {
    Path here = ToyDistribution.make(folder.resolve("here"), "three", true);
    assertEquals(0, new Run(here, folder).run("pid").code());
    client.stop();
    Path there = Files.move(here, folder.resolve("there"));
    Run.Ended moved = new Run(there, folder).run("pid");
    assertEquals(0, moved.code(), moved.err());
  }

  @Test
  void missing_commands_are_named() throws Exception {
    Path bare = ToyDistribution.make(folder.resolve("bare"), "four", false);
    Run.Ended ended = new Run(bare, folder).run("pid");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("[daemon.not-ready]"), ended.err());
  }

  @Test
  void a_daemon_that_cannot_start_shows_why() throws Exception {
    Path broken = ToyDistribution.make(folder.resolve("broken"), "five", true);
    Files.writeString(broken.resolve("conf/jvm.options"), "-XX:NoSuchOption\n");
    Run.Ended ended = new Run(broken, folder).run("pid");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("NoSuchOption"), ended.err());
  }

  @Test
  void an_old_java_is_refused_by_name() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    Files.createFile(
        old.resolve("java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    Run.Ended ended = client.with("OMNIPKG_JAVA", folder.resolve("old").toString()).run("pid");
    assertTrue(ended.err().contains("is Java 8  [client.java-too-old]"), ended.err());
  }

  private Process shell(String script, String argument) throws Exception {
    Run shell = new Run(distribution, folder);
    return shell.shell(script, argument);
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
