package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client and the command that was planned: signals, the terminal, its code. */
interface ClientCommandLaws extends ClientBench {
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  default void a_signal_cancels_and_decides_the_code(String name, int code) throws Exception {
    Process waiting = client().start("wait");
    assertEquals("waiting", ClientBench.line(waiting));
    ClientBench.kill(name, waiting.pid());
    assertEquals(code, Run.end(waiting, "").code());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  default void a_signal_reaches_the_command_that_was_planned(String name, int code)
      throws Exception {
    Process child =
        client().start("exec", lease().toString(), "/bin/sh", "-c", "echo up; exec sleep 100");
    assertEquals("up", ClientBench.line(child));
    ClientBench.kill(name, child.pid());
    assertEquals(code, Run.end(child, "").code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  default void what_the_caller_ignores_stays_ignored(String name) throws Exception {
    Process asking = client().shell("trap '' " + name + "; exec \"$0\" ask");
    assertEquals("asking", ClientBench.line(asking));
    ClientBench.kill(name, asking.pid());
    assertEquals(new Run.Ended(0, "got 120\n", ""), Run.end(asking, "x"));
  }

  @Test
  default void a_second_interrupt_ends_the_client_at_once() throws Exception {
    Path end = folder().resolve("end");
    Process deaf = client().start("deaf", end.toString());
    assertEquals("deaf", ClientBench.line(deaf));
    while (deaf.isAlive()) {
      ClientBench.kill("INT", deaf.pid());
    }
    assertEquals(130, Run.end(deaf, "").code());
    Files.createFile(end);
  }

  @Test
  default void the_daemon_is_told_of_the_terminal() throws Exception {
    assertEquals("false false false 0x0\n", client().run("terminal").out());
    assertEquals("true true true 99x33", onTerminal("stty rows 33 cols 99; \"$0\" terminal"));
    assertEquals(
        "true false true 99x33", onTerminal("stty rows 33 cols 99; \"$0\" terminal | cat"));
  }

  @Test
  default void the_command_sees_the_terminal_and_its_changes() throws Exception {
    Path ready = folder().resolve("ready");
    String child =
        "stty size; trap \"stty size; exit 5\" WINCH; : >"
            + ready
            + "; while :; do sleep 0.02; done";
    String script =
        "stty rows 33 cols 99; (while [ ! -e %s ]; do sleep 0.02; done; stty rows 44 cols 111 </dev/tty) & "
            + "\"$0\" exec %s /bin/sh -c '%s'; echo $?";
    assertEquals("33 99\n44 111\n5", onTerminal(String.format(script, ready, lease(), child)));
  }

  @Test
  default void the_command_that_was_planned_gives_its_code_and_output() throws Exception {
    assertEquals(
        new Run.Ended(7, "child\n", "oh\n"),
        client()
            .run("exec", lease().toString(), "/bin/sh", "-c", "echo $TOY; echo oh >&2; exit 7"));
  }

  @Test
  default void a_command_that_cannot_be_run_is_named() throws Exception {
    Path data = Files.writeString(folder().resolve("data"), "no program");
    assertEquals(
        new Run.Ended(
            126,
            "",
            "error: cannot run `" + data + "`: Permission denied  [exec.not-executable]\n"),
        client().run("exec", lease().toString(), data.toString()));
    Path gone = Files.writeString(folder().resolve("gone"), "#!/nowhere/at/all\n");
    Files.setPosixFilePermissions(gone, PosixFilePermissions.fromString("rwx------"));
    assertEquals(
        new Run.Ended(
            127,
            "",
            "error: cannot run `" + gone + "`: No such file or directory  [exec.not-found]\n"),
        client().run("exec", lease().toString(), gone.toString()));
  }

  /** What a script shows on a terminal of its own; its {@code $0} is the client(). */
  private String onTerminal(String script) throws Exception {
    Path file = Files.writeString(folder().resolve("script"), script);
    Path program = client().program();
    Process process =
        client()
            .shell(
                "script -qec \"sh -c '. $1' $2\" /dev/null", file.toString(), program.toString());
    Run.Ended ended = Run.end(process, "");
    return ended.out().replace("\r", "").strip();
  }
}
