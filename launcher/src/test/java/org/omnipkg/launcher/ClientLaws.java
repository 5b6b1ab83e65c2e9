package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every client does, whatever it is written in; the daemon is the shipped one. One file, since
 * whoever writes another client reads it from end to end.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientLaws {
  private static final int MEGABYTE = 1 << 20;
  private static final int SLACK_KILOBYTES = 64 << 10;

  @TempDir static Path shared;
  @TempDir Path folder;
  Path distribution;
  Path lease;

  /** All tests that do not end it share one daemon. */
  Run client;

  /** With a home and a daemon of its own. */
  Run alone;

  /** Turns {@code run} to the client under test. */
  abstract Run choose(Run run) throws Exception;

  @BeforeAll
  void assemble() throws Exception {
    distribution = ToyDistribution.make(shared.resolve("dist"), "one", true);
    prepareProgram();
  }

  void prepareProgram() throws Exception {}

  @BeforeEach
  void prepare() throws Exception {
    client = choose(new Run(distribution, shared));
    alone = choose(new Run(distribution, folder));
    lease = Files.createFile(folder.resolve("lease"));
  }

  @AfterEach
  void stop() throws Exception {
    alone.stop();
  }

  @AfterAll
  void stopShared() throws Exception {
    client.stop();
  }

  @Test
  void words_directory_and_variables_arrive_as_they_are() throws Exception {
    assertEquals("echo\na b\n\n*[x]>=\nü\n", client.run("echo", "a b", "", "*[x]>=", "ü").out());
    assertEquals(shared.toRealPath() + "\n", client.run("where").out());
    assertEquals("x=y\n", client.with("TOY", "x=y").run("variable", "TOY").out());
    assertEquals("null\n", client.run("variable", "LC_ALL").out());
    assertEquals("de_AT\n", client.with("LC_ALL", "de_AT").run("variable", "LC_ALL").out());
    assertEquals("1.2\n", client.with("version", "1.2").run("variable", "version").out());
  }

  @Test
  void bytes_that_are_no_text_pass_through_to_the_command() throws Exception {
    String script =
        "ODD=$(printf 'v\\377\\303') \"$0\" pass \"$1\" /bin/sh -c 'printf \"%s|%s\" \"$1\" \"$ODD\"'"
            + " sh \"$(printf 'a\\200=\\n\\303\\251%%b\\\\')\" | od -An -tx1";
    Run.Ended ended = Run.end(client.shell(script, lease.toString()), "");
    assertEquals(
        "61 80 3d 0a c3 a9 25 62 5c 7c 76 ff c3",
        ended.out().strip().replaceAll("\\s+", " "),
        ended.err());
  }

  @Test
  void the_version_is_told_without_a_daemon_and_without_a_home() throws Exception {
    assertEquals(new Run.Ended(0, "omnipkg 0.1.0-toy (one)\n", ""), alone.run("--version"));
    String document =
        "{\n  \"schema\": 1,\n  \"version\": \"0.1.0-toy\",\n  \"build\": \"one\"\n}\n";
    assertEquals(new Run.Ended(0, document, ""), alone.run("-V", "--json"));
    assertEquals(document, alone.run("--json", "--version").out());
    assertFalse(Files.exists(alone.home()));
  }

  @Test
  void codes_and_both_streams_come_back() throws Exception {
    assertEquals(new Run.Ended(3, "", "oh\n"), client.run("complain", "oh"));
    Run.Ended defect = client.run("defect");
    assertEquals(1, defect.code());
    assertTrue(defect.err().contains("[internal.bug]"), defect.err());
    assertFalse(defect.err().contains("on purpose"), defect.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "exec LEASE /bin/cat"})
  void every_byte_of_standard_input_passes(String words) throws Exception {
    byte[] bytes = new byte[4 * MEGABYTE + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    Path in = Files.write(folder.resolve("in"), bytes);
    Path out = folder.resolve("out");
    String script = "\"$0\" " + words.replace("LEASE", lease.toString()) + " <\"$1\" >\"$2\"";
    Run.Ended ended = Run.end(client.shell(script, in.toString(), out.toString()), "");
    assertEquals(new Run.Ended(0, "", ""), ended);
    assertEquals(-1, Files.mismatch(in, out));
  }

  @Test
  void input_is_passed_on_line_by_line_and_left_alone_when_nobody_reads() throws Exception {
    assertEquals("got first\n", client.feed("first\nsecond\n", "line").out());
    assertEquals("kept\n", Run.end(client.shell("\"$0\" pid >/dev/null; cat"), "kept\n").out());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void a_signal_cancels_and_decides_the_code(String name, int code) throws Exception {
    Process waiting = client.start("wait");
    assertEquals("waiting", line(waiting));
    kill(name, waiting.pid());
    assertEquals(code, Run.end(waiting, "").code());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void a_signal_reaches_the_command_that_was_planned(String name, int code) throws Exception {
    Process child =
        client.start("exec", lease.toString(), "/bin/sh", "-c", "echo up; exec sleep 100");
    assertEquals("up", line(child));
    kill(name, child.pid());
    assertEquals(code, Run.end(child, "").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void what_the_caller_ignores_stays_ignored(String name) throws Exception {
    Process asking = client.shell("trap '' " + name + "; exec \"$0\" ask");
    assertEquals("asking", line(asking));
    kill(name, asking.pid());
    assertEquals(new Run.Ended(0, "got 120\n", ""), Run.end(asking, "x"));
  }

  @Test
  void a_second_interrupt_ends_the_client_at_once() throws Exception {
    Path end = folder.resolve("end");
    Process deaf = client.start("deaf", end.toString());
    assertEquals("deaf", line(deaf));
    while (deaf.isAlive()) {
      kill("INT", deaf.pid());
    }
    assertEquals(130, Run.end(deaf, "").code());
    Files.createFile(end);
  }

  @Test
  void the_daemon_is_told_of_the_terminal() throws Exception {
    assertEquals("false false false 0x0\n", client.run("terminal").out());
    assertEquals("true true true 99x33", onTerminal("stty rows 33 cols 99; \"$0\" terminal"));
    assertEquals(
        "true false true 99x33", onTerminal("stty rows 33 cols 99; \"$0\" terminal | cat"));
  }

  @Test
  void the_command_sees_the_terminal_and_its_changes() throws Exception {
    Path ready = folder.resolve("ready");
    String child =
        "stty size; trap \"stty size; exit 5\" WINCH; : >"
            + ready
            + "; while :; do sleep 0.02; done";
    String script =
        "stty rows 33 cols 99; (while [ ! -e %s ]; do sleep 0.02; done; stty rows 44 cols 111 </dev/tty) & "
            + "\"$0\" exec %s /bin/sh -c '%s'; echo $?";
    assertEquals("33 99\n44 111\n5", onTerminal(String.format(script, ready, lease, child)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"much 8", "exec LEASE /bin/cat /dev/zero"})
  void a_closed_pipe_ends_the_client_quietly(String words) throws Exception {
    String script =
        "(\"$0\" "
            + words.replace("LEASE", lease.toString())
            + "; echo $? >&2) | head -c 1 | wc -c";
    assertEquals(new Run.Ended(0, "1\n", "141\n"), Run.end(client.shell(script), ""));
  }

  @Test
  void output_that_cannot_be_written_is_said() throws Exception {
    assertEquals(
        new Run.Ended(
            1, "", "error: cannot write the output: No space left on device  [client.system]\n"),
        Run.end(client.shell("\"$0\" echo x >/dev/full"), ""));
  }

  @Test
  void much_output_is_complete_and_takes_no_memory() throws Exception {
    // First what a JVM's youngest generation takes anyway.
    long[] small = flood(100);
    long[] large = flood(250);
    assertTrue(large[0] - small[0] < SLACK_KILOBYTES, "client: " + small[0] + ", " + large[0]);
    assertTrue(large[1] - small[1] < SLACK_KILOBYTES, "daemon: " + small[1] + ", " + large[1]);
    Process child =
        client.start("exec", lease.toString(), "/bin/sh", "-c", "head -c 100m /dev/zero");
    assertEquals(100L * MEGABYTE, drain(child.getInputStream(), Long.MAX_VALUE));
    assertEquals(0, child.waitFor());
  }

  @Test
  void closed_standard_streams_are_not_taken_for_others() throws Exception {
    assertEquals(new Run.Ended(0, "", ""), Run.end(client.shell("\"$0\" copy <&-"), ""));
    assertEquals(new Run.Ended(0, "", ""), Run.end(client.shell("\"$0\" echo x >&-"), ""));
    assertEquals(new Run.Ended(3, "", ""), Run.end(client.shell("\"$0\" complain x 2>&-"), ""));
    assertEquals(0, Run.end(client.shell("\"$0\" pid <&- >&- 2>&-"), "").code());
  }

  @Test
  void the_command_that_was_planned_gives_its_code_and_output() throws Exception {
    assertEquals(
        new Run.Ended(7, "child\n", "oh\n"),
        client.run("exec", lease.toString(), "/bin/sh", "-c", "echo $TOY; echo oh >&2; exit 7"));
  }

  @Test
  void a_command_that_cannot_be_run_is_named() throws Exception {
    Path data = Files.writeString(folder.resolve("data"), "no program");
    assertEquals(
        new Run.Ended(
            126,
            "",
            "error: cannot run `" + data + "`: Permission denied  [exec.not-executable]\n"),
        client.run("exec", lease.toString(), data.toString()));
    Path gone = Files.writeString(folder.resolve("gone"), "#!/nowhere/at/all\n");
    Files.setPosixFilePermissions(gone, PosixFilePermissions.fromString("rwx------"));
    assertEquals(
        new Run.Ended(
            127,
            "",
            "error: cannot run `" + gone + "`: No such file or directory  [exec.not-found]\n"),
        client.run("exec", lease.toString(), gone.toString()));
  }

  @Test
  void twenty_clients_at_once_start_one_daemon() throws Exception {
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(alone.start("pid"));
    }
    alone.assertOneDaemon(clients);
  }

  @Test
  void a_daemon_that_dies_is_reported_and_the_next_command_starts_another() throws Exception {
    alone.run("pid");
    assertEquals(
        new Run.Ended(
            1,
            "",
            "error: the omnipkg daemon ended before it had answered  [client.daemon-lost]\n"
                + "  its logs are in `"
                + alone.home().toRealPath()
                + "/logs`\n"),
        alone.run("halt"));
    Run.Ended next = alone.run("pid");
    assertEquals(0, next.code(), next.err());
  }

  @Test
  void a_daemon_of_another_build_is_replaced() throws Exception {
    Path other = ToyDistribution.make(folder.resolve("other"), "two", true);
    Run.Ended before = new Run(other, folder).run("pid");
    Run.Ended after = alone.run("pid");
    assertEquals(0, after.code(), after.err());
    assertFalse(before.out().equals(after.out()));
  }

  @Test
  void a_daemon_that_cannot_start_shows_why() throws Exception {
    Files.createDirectories(alone.home());
    Files.writeString(alone.home().resolve("cache"), "in the way");
    Run.Ended ended = alone.run("pid");
    assertEquals(1, ended.code());
    assertTrue(
        ended
            .err()
            .startsWith(
                "error: the omnipkg daemon ended while it started  [client.daemon-died]\n  "),
        ended.err());
    assertTrue(ended.err().contains("cache"), ended.err());
    assertTrue(
        ended.err().endsWith("\nits log is `" + alone.home().toRealPath() + "/logs/daemon.out`\n"),
        ended.err());
  }

  @Test
  void without_a_daemon_the_same_is_served_in_one_process() throws Exception {
    alone.with("OMNIPKG_NO_DAEMON", "1");
    assertEquals(new Run.Ended(3, "", "oh\n"), alone.run("complain", "oh"));
    assertEquals("typed", alone.feed("typed", "copy").out());
    assertEquals("null\n", alone.run("variable", "LC_ALL").out());
    assertEquals(
        new Run.Ended(7, "child\n", ""),
        alone.run("exec", lease.toString(), "/bin/sh", "-c", "echo $TOY; exit 7"));
    Process waiting = alone.start("wait");
    assertEquals("waiting", line(waiting));
    kill("TERM", waiting.pid());
    assertEquals(143, Run.end(waiting, "").code());
    assertFalse(Files.exists(alone.socket()));
  }

  @Test
  void no_daemon_is_an_option_until_the_commands_own_words_begin() throws Exception {
    alone.run("--no-daemon");
    assertFalse(Files.exists(alone.socket()));
    alone.run("exec", lease.toString(), "/bin/true", "--no-daemon");
    assertTrue(Files.exists(alone.socket()));
  }

  @Test
  void an_old_java_and_a_missing_one_are_refused_by_name() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin"));
    Files.createFile(
        old.resolve("java"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.writeString(folder.resolve("old/release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    Run.Ended ended = alone.with("OMNIPKG_JAVA", folder.resolve("old").toString()).run("pid");
    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("is Java 8  [client.java-too-old]"), ended.err());
    assertEquals(
        new Run.Ended(1, "", "error: `OMNIPKG_JAVA` names no java: `/no/java`  [client.no-java]\n"),
        alone.with("OMNIPKG_JAVA", "/no/java").run("pid"));
  }

  /** Peak memory of client and daemon, in kilobytes, when {@code megabytes} have come through. */
  private long[] flood(int megabytes) throws Exception {
    Process process = client.start("flood", Integer.toString(megabytes));
    long wanted = (long) megabytes * MEGABYTE;
    assertEquals(wanted, drain(process.getInputStream(), wanted));
    long daemon = Long.parseLong(Files.readString(client.home().resolve("daemon.lock")).strip());
    long[] peaks = {peak(process.pid()), peak(daemon)};
    assertEquals(0, Run.end(process, "").code());
    return peaks;
  }

  private static long peak(long process) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmHWM");
  }

  private static long drain(InputStream from, long most) throws IOException {
    byte[] block = new byte[1 << 16];
    long total = 0;
    while (total < most) {
      int count = from.read(block, 0, (int) Math.min(block.length, most - total));
      if (count < 0) {
        return total;
      }
      total += count;
    }
    return total;
  }

  /** What a script shows on a terminal of its own; its {@code $0} is the client. */
  private String onTerminal(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script"), script);
    Path program = client.program();
    Process process =
        client.shell(
            "script -qec \"sh -c '. $1' $2\" /dev/null", file.toString(), program.toString());
    Run.Ended ended = Run.end(process, "");
    return ended.out().replace("\r", "").strip();
  }

  private static String line(Process process) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = process.getInputStream().read(); c != '\n' && c >= 0; ) {
      line.append((char) c);
      c = process.getInputStream().read();
    }
    return line.toString();
  }

  private static void kill(String name, long process) throws Exception {
    new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
