package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.api.PassingProgress;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.Told;

class DiskEnvironmentsTest {
  @TempDir Path home;
  private DiskEnvironments environments;

  @BeforeEach
  void open() {
    environments = new DiskEnvironments(() -> home);
  }

  private Environments.Hold hold(String name) {
    return environments.hold(name, Duration.ZERO, Progress.SILENT);
  }

  private Environments.Generation commit(Environments.Hold hold, String mark) {
    return environments.commit(
        hold,
        Samples.state(mark),
        Samples.INPUT,
        prefix ->
            List.of(
                new Step.Write(prefix.root().resolve("mark"), mark, false),
                new Step.Write(prefix.farm().resolve("mark"), mark, false)),
        Progress.SILENT);
  }

  private static String code(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Refusal.class, act).diagnostic().code();
  }

  @Test
  void generations_follow_each_other_and_the_link_names_the_newest() throws IOException {
    try (Environments.Hold hold = hold("e")) {
      assertEquals(1, commit(hold, "a").number());
      Environments.Generation second = commit(hold, "b");
      assertEquals(home.resolve("env/e/gens/0002"), second.root());
      assertEquals(Path.of("gens/0002"), Files.readSymbolicLink(home.resolve("env/e/current")));
      assertEquals("b", Files.readString(home.resolve("env/e/current/mark")));
      assertTrue(Files.exists(second.lease()));
    }
    assertEquals(List.of("e"), environments.names());
    assertEquals(
        List.of(1, 2),
        environments.generations("e").stream().map(Environments.Generation::number).toList());
    Environments.Generation current = environments.current("e").orElseThrow();
    assertEquals(2, current.number());
    assertEquals(List.of("b"), current.state().command());
  }

  @Test
  void an_environment_nobody_made_has_no_generation() {
    assertEquals(Optional.empty(), environments.current("nothing"));
    assertEquals(List.of(), environments.generations("nothing"));
    assertEquals(List.of(), environments.names());
  }

  @Test
  void a_failed_attempt_leaves_the_current_generation_and_nothing_else() {
    try (Environments.Hold hold = hold("e")) {
      commit(hold, "a");
      assertEquals(
          "environment.unwritable",
          code(
              () ->
                  environments.commit(
                      hold,
                      Samples.state(),
                      Samples.INPUT,
                      prefix ->
                          List.of(
                              new Step.Hardlink(
                                  prefix.root().resolve("x"), home.resolve("missing"))),
                      Progress.SILENT)));
      assertEquals(1, environments.current("e").orElseThrow().number());
      assertFalse(Files.exists(home.resolve("env/e/gens/0002")));
      assertFalse(Files.exists(home.resolve("env/e/farm/0002")));
    }
  }

  @Test
  void cancelling_leaves_nothing() {
    Told gone = new Told();
    gone.cancel();
    try (Environments.Hold hold = hold("e")) {
      assertThrows(
          CancellationException.class,
          () ->
              environments.commit(
                  hold,
                  Samples.state(),
                  Samples.INPUT,
                  prefix -> List.of(new Step.Directory(prefix.root().resolve("d"))),
                  gone));
      assertEquals(Optional.empty(), environments.current("e"));
      assertFalse(Files.exists(home.resolve("env/e/gens/0001")));
    }
  }

  @Test
  void what_a_killed_attempt_left_is_swept_by_the_next() throws IOException {
    try (Environments.Hold hold = hold("e")) {
      commit(hold, "a");
      Path outside = Files.createDirectory(home.resolve("outside"));
      Files.writeString(outside.resolve("kept"), "");
      for (String left : List.of("gens/0002/bin", "farm/0002", "gens/0005")) {
        Files.createDirectories(home.resolve("env/e").resolve(left));
      }
      Files.createSymbolicLink(home.resolve("env/e/farm/0002/link"), outside);
      Files.copy(home.resolve("env/e/state/0001.json"), home.resolve("env/e/state/0002.json"));
      assertEquals(1, environments.generations("e").size());
      Environments.Generation made = commit(hold, "b");
      assertEquals(2, made.number());
      assertFalse(Files.exists(home.resolve("env/e/farm/0002/link"), LinkOption.NOFOLLOW_LINKS));
      assertFalse(Files.exists(home.resolve("env/e/gens/0005")));
      assertTrue(Files.exists(outside.resolve("kept")));
    }
  }

  @Test
  void the_second_writer_waits_with_a_note_and_then_gives_up() {
    Told told = new Told();
    try (Environments.Hold hold = hold("e")) {
      assertEquals(
          "environment.busy", code(() -> environments.hold("e", Duration.ofMillis(120), told)));
      assertEquals(1, told.notes().size());
      hold("other").close();
    }
    hold("e").close();
  }

  @Test
  void a_waiting_writer_gets_its_turn() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch waiting = new CountDownLatch(1);
      Environments.Hold first = hold("e");
      Future<Integer> second =
          pool.submit(
              () -> {
                Progress progress =
                    new PassingProgress() {
                      @Override
                      public Progress progress() {
                        return SILENT;
                      }

                      @Override
                      public void note(String line) {
                        waiting.countDown();
                      }
                    };
                try (Environments.Hold hold =
                    environments.hold("e", Duration.ofMinutes(1), progress)) {
                  return commit(hold, "second").number();
                }
              });
      assertTrue(waiting.await(30, TimeUnit.SECONDS));
      commit(first, "first");
      first.close();
      assertEquals(2, second.get(1, TimeUnit.MINUTES));
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void another_process_keeps_the_environment_too() throws Exception {
    Files.createDirectories(home.resolve("env/e"));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path source = home.resolve("Locker.java");
    Files.writeString(
        source,
        """
        import java.nio.channels.*; import java.nio.file.*;
        class Locker { public static void main(String[] a) throws Exception {
          var c = FileChannel.open(Path.of(a[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          c.lock(); System.out.println("locked"); System.in.read(); } }
        """);
    Process process =
        new ProcessBuilder(java, source.toString(), home.resolve("env/e/lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('l', process.getInputStream().read());
      assertEquals("environment.busy", code(() -> hold("e")));
    } finally {
      process.destroy();
      process.waitFor();
    }
    hold("e").close();
  }

  @Test
  void pruning_keeps_the_newest_and_those_in_use() throws Exception {
    try (Environments.Hold hold = hold("e")) {
      for (String mark : List.of("a", "b", "c", "d", "e")) {
        commit(hold, mark);
      }
      ProcessBuilder builder = new ProcessBuilder("sleep", "60");
      builder.environment().put("VIRTUAL_ENV", home.resolve("env/e/gens/0002").toString());
      Process user = builder.start();
      try {
        awaitExec(user);
        assertEquals(2, environments.prune(hold, 2));
        assertEquals(
            List.of(2, 4, 5),
            environments.generations("e").stream().map(Environments.Generation::number).toList());
      } finally {
        user.destroyForcibly().waitFor();
      }
      assertEquals(2, environments.prune(hold, 0));
      assertEquals(5, environments.current("e").orElseThrow().number());
    }
  }

  private static void awaitExec(Process process) throws Exception {
    Path command = Path.of("/proc/" + process.pid() + "/cmdline");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(command));
    while (!Files.readString(command).startsWith("sleep")) {
      Thread.sleep(5);
    }
  }

  @Test
  void removing_takes_everything_and_the_name_is_free_again() {
    try (Environments.Hold hold = hold("e")) {
      commit(hold, "a");
      environments.remove(hold);
    }
    assertEquals(List.of(), environments.names());
    assertFalse(Files.exists(home.resolve("env/e")));
    try (Environments.Hold hold = hold("e")) {
      assertEquals(1, commit(hold, "b").number());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "../a", ".hidden", "-x", "a b", "ä", "a."})
  void names_that_are_no_folder_names_are_refused(String name) {
    assertEquals("environment.bad-name", code(() -> hold(name)));
    assertEquals("environment.bad-name", code(() -> environments.current(name)));
  }

  @Test
  void the_houses_own_environments_are_not_listed() {
    try (Environments.Hold hold = hold(".build-" + java.util.UUID.randomUUID())) {
      commit(hold, "a");
      assertEquals(List.of(), environments.names());
      environments.remove(hold);
    }
  }

  @Test
  void a_state_that_cannot_be_read_is_said_to_be_damaged() throws IOException {
    try (Environments.Hold hold = hold("e")) {
      commit(hold, "a");
    }
    Files.writeString(home.resolve("env/e/state/0001.json"), "{");
    assertEquals("environment.damaged", code(() -> environments.current("e")));
  }

  @Test
  void only_a_holder_may_change_anything() {
    Environments.Hold hold = hold("e");
    hold.close();
    assertThrows(IllegalStateException.class, () -> commit(hold, "a"));
  }
}
