package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  void clients_in_c_and_in_java_at_once_start_one_daemon() throws Exception {
    Run java = new Run(distribution, folder).inJava(distribution);
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(java.start("pid"));
      clients.add(client.start("pid"));
    }
    client.assertOneDaemon(clients);
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

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
