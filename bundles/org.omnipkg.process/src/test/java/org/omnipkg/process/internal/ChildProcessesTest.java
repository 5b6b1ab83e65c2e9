package org.omnipkg.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

@Timeout(60)
class ChildProcessesTest {
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");
  private final ChildProcesses processes = new ChildProcesses();
  @TempDir Path folder;

  @Test
  void both_streams_and_the_exit_code_come_back() {
    Desk.Output output = run(PATH, "sh", "-c", "echo one; echo two >&2; exit 7");

    assertEquals(new Desk.Output(7, "one\n", "two\n"), output);
  }

  @Test
  void the_environment_is_exactly_what_was_given() {
    Desk.Output output = run(Map.of("PATH", "/usr/bin:/bin", "ONLY", "this"), "env");

    assertEquals(
        List.of("ONLY=this", "PATH=/usr/bin:/bin"), output.out().lines().sorted().toList());
  }

  @Test
  void words_reach_the_child_as_they_are() {
    Desk.Output output = run(PATH, "printf", "%s|", "a b", "$HOME", "*", "");

    assertEquals("a b|$HOME|*||", output.out());
  }

  @Test
  void without_input_there_is_nothing_to_read() {
    assertEquals("", run(PATH, "cat").out());
  }

  @Test
  void input_reaches_the_child() {
    Desk.Command cat =
        new Desk.Command(
            List.of("cat"),
            folder,
            PATH,
            Optional.of("héllo"),
            Duration.ofSeconds(20),
            Optional.empty());

    assertEquals("héllo", processes.run(cat, Progress.SILENT).out());
  }

  @Test
  void a_flood_on_both_streams_is_cut_at_16_MiB_and_does_not_block() {
    Desk.Output output =
        run(PATH, "sh", "-c", "head -c 20000000 /dev/zero; head -c 20000000 /dev/zero >&2");

    assertEquals(0, output.exit());
    assertEquals(16 << 20, output.out().length());
    assertEquals(16 << 20, output.err().length());
  }

  @Test
  void a_program_that_is_not_there_is_refused() {
    Refusal refusal = assertThrows(Refusal.class, () -> run(PATH, "no-such-program"));

    assertEquals("process.not-found", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().message().contains("`no-such-program`"));
  }

  @Test
  void the_timeout_kills_grandchildren_too() throws Exception {
    Desk.Command slow =
        new Desk.Command(
            List.of("sh", "-c", "sleep 300 & echo $! > pid; wait"),
            folder,
            PATH,
            Optional.empty(),
            Duration.ofMillis(600),
            Optional.empty());

    Refusal refusal = assertThrows(Refusal.class, () -> processes.run(slow, Progress.SILENT));

    assertEquals("process.timeout", refusal.diagnostic().code());
    assertGone(Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
  }

  @Test
  void cancelling_kills_the_whole_tree() throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    Desk.Command slow =
        new Desk.Command(
            List.of(
                "sh", "-c", "sh -c 'sleep 300 & echo $! > pid.part; mv pid.part pid; wait' & wait"),
            folder,
            PATH,
            Optional.empty(),
            Duration.ofMinutes(5),
            Optional.empty());
    Thread canceller =
        new Thread(
            () -> {
              while (!Files.exists(folder.resolve("pid"))) {
                Thread.onSpinWait();
              }
              stop.countDown();
            });
    canceller.start();

    assertThrows(CancellationException.class, () -> processes.run(slow, new CancelledBy(stop)));

    assertGone(Long.parseLong(Files.readString(folder.resolve("pid")).strip()));
  }

  @Test
  void a_grandchild_that_stays_behind_does_not_hold_the_answer_back() {
    Desk.Output output = run(PATH, "sh", "-c", "echo done; sleep 30 & exit 0");

    assertEquals("done\n", output.out());
  }

  @Test
  void without_bubblewrap_confinement_is_refused_with_a_way_out() {
    Desk.Command confined =
        new Desk.Command(
            List.of("sh", "-c", "exit 0"),
            folder,
            PATH,
            Optional.empty(),
            Duration.ofSeconds(20),
            Optional.of(new Desk.Sandbox(List.of(), List.of())));
    ChildProcesses bare = new ChildProcesses(new SearchPath(folder.toString()));

    Refusal refusal = assertThrows(Refusal.class, () -> bare.run(confined, Progress.SILENT));

    assertEquals("sandbox.missing", refusal.diagnostic().code());
    assertTrue(refusal.diagnostic().hint().contains("--no-sandbox"));
    assertTrue(bare.confinement().isEmpty());
  }

  @Test
  void a_bubblewrap_that_does_not_work_is_none_and_its_words_are_kept() throws Exception {
    Path broken = folder.resolve("bwrap");
    Files.writeString(
        broken, "#!/bin/sh\necho setting up uid map: Permission denied >&2\nexit 1\n");
    assertTrue(broken.toFile().setExecutable(true));
    ChildProcesses here = new ChildProcesses(new SearchPath(folder.toString()));

    assertFalse(here.confinement().isPresent());
    assertTrue(here.trouble().contains("setting up uid map"));
  }

  @Test
  void the_platform_is_this_machine() {
    var platform = processes.platform();

    assertEquals("linux", platform.os());
    assertEquals(System.getProperty("os.arch").replace("amd64", "x86_64"), platform.arch());
    assertTrue(List.of("glibc", "musl").contains(platform.libc()));
    assertTrue(platform.libcVersion().matches("\\d+\\.\\d+.*"));
  }

  private Desk.Output run(Map<String, String> environment, String... argv) {
    return processes.run(
        new Desk.Command(
            List.of(argv),
            folder,
            environment,
            Optional.empty(),
            Duration.ofSeconds(30),
            Optional.empty()),
        Progress.SILENT);
  }

  private static void assertGone(long pid) throws InterruptedException {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    while (handle.isPresent() && handle.get().isAlive()) {
      Thread.sleep(10);
      handle = ProcessHandle.of(pid);
    }
  }

  private record CancelledBy(CountDownLatch stop) implements Progress {
    @Override
    public void step(String what) {}

    @Override
    public void note(String line) {}

    @Override
    public Task task(String label, long total) {
      return SILENT.task(label, total);
    }

    @Override
    public boolean cancelled() {
      return stop.getCount() == 0;
    }
  }
}
