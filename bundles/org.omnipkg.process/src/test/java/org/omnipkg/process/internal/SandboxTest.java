package org.omnipkg.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

@Timeout(120)
class SandboxTest {
  private static final Map<String, String> PATH =
      Map.of("PATH", "/usr/bin:/bin", "HOME", System.getProperty("user.home"));
  private final ChildProcesses processes = new ChildProcesses();
  @TempDir Path folder;

  @BeforeEach
  void there_is_a_sandbox_here() {
    assumeTrue(processes.confinement().isPresent(), "no bubblewrap here");
  }

  @Test
  void loopback_sockets_of_the_machine_cannot_be_reached() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort();

      assertEquals(0, free("bash", "-c", connect).exit());
      assertNotEquals(0, confined(none(), "bash", "-c", connect).exit());
    }
  }

  @Test
  void only_the_writable_folder_can_be_written() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Path shut = Files.createDirectory(folder.resolve("shut"));
    Files.writeString(shut.resolve("seen"), "read me");
    Desk.Sandbox sandbox = new Desk.Sandbox(List.of(shut), List.of(open));

    assertEquals(0, confined(sandbox, "sh", "-c", "echo x > " + open + "/made").exit());
    assertEquals("read me", confined(sandbox, "cat", shut + "/seen").out());
    for (String target : List.of(shut + "/made", "/usr/made", "/etc/made", "/made", "/var/made")) {
      Desk.Output output = confined(sandbox, "sh", "-c", "echo x > " + target);
      assertNotEquals(0, output.exit(), target);
    }
    assertTrue(Files.exists(open.resolve("made")));
    assertFalse(Files.exists(shut.resolve("made")));
  }

  @Test
  void a_writable_folder_inside_a_readable_one_stays_writable() throws Exception {
    Path inner = Files.createDirectory(folder.resolve("inner"));

    Desk.Output output =
        confined(
            new Desk.Sandbox(List.of(folder), List.of(inner)),
            "sh",
            "-c",
            "echo x > " + inner + "/a");

    assertEquals(0, output.exit(), output.err());
  }

  @Test
  void the_home_folder_is_empty_inside() {
    Desk.Output output =
        confined(none(), "sh", "-c", "echo $HOME; ls -A $HOME; ls -A " + home() + " 2>&1");

    assertTrue(output.out().startsWith(Bubblewrap.HOME + "\n"), output.out());
    assertEquals(2, output.out().lines().count(), output.out());
    assertTrue(output.out().contains("No such file"), output.out());
  }

  @Test
  void a_readable_interpreter_below_the_home_shows_nothing_beside_it() throws Exception {
    Path versions = Files.createDirectories(folder.resolve("user/versions/1/bin"));
    Files.writeString(folder.resolve("user/secret"), "secret");
    Path program = Files.writeString(versions.resolve("tool"), "#!/bin/sh\necho ran\n");
    assertTrue(program.toFile().setExecutable(true));
    Desk.Sandbox sandbox = new Desk.Sandbox(List.of(versions.getParent()), List.of());

    assertEquals("ran\n", confined(sandbox, program.toString()).out());
    assertNotEquals(0, confined(sandbox, "cat", folder.resolve("user/secret").toString()).exit());
  }

  @Test
  void other_processes_cannot_be_seen_or_signalled() {
    long me = ProcessHandle.current().pid();

    assertEquals(0, free("kill", "-0", Long.toString(me)).exit());
    assertNotEquals(0, confined(none(), "sh", "-c", "kill -0 " + me).exit());
  }

  @Test
  void the_environment_is_what_was_given_but_for_the_home() {
    List<String> lines = confined(none(), "env").out().lines().sorted().toList();

    assertEquals(
        List.of("HOME=/tmp/home", "PATH=/usr/bin:/bin", "TMPDIR=/tmp"),
        lines.stream().filter(l -> !l.startsWith("PWD=")).toList());
  }

  @Test
  void private_keys_of_the_machine_are_not_shown() {
    assertNotEquals(
        0, confined(none(), "sh", "-c", "ls /etc/ssl/private || ls /etc/shadow").exit());
  }

  @Test
  void a_fork_that_outlives_the_child_dies_with_the_sandbox() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Desk.Sandbox sandbox = new Desk.Sandbox(List.of(), List.of(open));
    String script =
        "(while :; do echo x >> "
            + open
            + "/beat; sleep 0.02; done) >/dev/null 2>&1 & "
            + "while [ ! -s "
            + open
            + "/beat ]; do sleep 0.02; done";

    assertEquals(0, confined(sandbox, "sh", "-c", script).exit());

    long then = Files.size(open.resolve("beat"));
    Thread.sleep(300);
    assertEquals(then, Files.size(open.resolve("beat")));
  }

  private static Desk.Sandbox none() {
    return new Desk.Sandbox(List.of(), List.of());
  }

  private static String home() {
    return System.getProperty("user.home");
  }

  private Desk.Output free(String... argv) {
    return run(Optional.empty(), argv);
  }

  private Desk.Output confined(Desk.Sandbox sandbox, String... argv) {
    return run(Optional.of(sandbox), argv);
  }

  private Desk.Output run(Optional<Desk.Sandbox> sandbox, String... argv) {
    return processes.run(
        new Desk.Command(
            List.of(argv), Path.of("/"), PATH, Optional.empty(), Duration.ofSeconds(30), sandbox),
        Progress.SILENT);
  }
}
