package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daemon that ships, with every room: what it must live through. */
class LongLifeIT {
  private static final int CLIENTS = 50;
  private static final int REQUESTS = 200;
  private static final Distribution SHIPPED = Distribution.read(ToyDistribution.SHIPPED);
  @TempDir Path folder;
  private Run client;

  @BeforeEach
  void prepare() throws Exception {
    client = new Run(ToyDistribution.SHIPPED, folder).with("HOME", folder.toString());
  }

  @AfterEach
  void stop() throws Exception {
    client.stop();
  }

  @Test
  void fifty_clients_ask_two_hundred_times_each_and_all_are_answered() throws Exception {
    assertEquals(0, client.run("config", "set", "generations", "7").code());
    Speaker speaker = new Speaker(client.socket(), SHIPPED.build());
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Integer>> counts = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        counts.add(
            threads.submit(
                () -> {
                  int right = 0;
                  for (int request = 0; request < REQUESTS; request++) {
                    Run.Ended ended = speaker.ask("config", "get", "generations");
                    right += ended.code() == 0 && ended.out().contains("7") ? 1 : 0;
                  }
                  return right;
                }));
      }
      int right = 0;
      for (Future<Integer> count : counts) {
        right += count.get();
      }
      assertEquals(CLIENTS * REQUESTS, right);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_hang_up_does_not_end_it() throws Exception {
    String before = process();
    assertEquals(0, new ProcessBuilder("kill", "-HUP", before).start().waitFor());
    assertEquals(0, client.run("config").code());
    assertEquals(before, process());
  }

  @Test
  void how_long_it_idles_is_a_setting_a_running_daemon_obeys() throws Exception {
    ProcessHandle daemon = ProcessHandle.of(Long.parseLong(process())).orElseThrow();
    assertEquals(0, client.run("config", "set", "idle-seconds", "1").code());
    daemon.onExit().join();
    assertFalse(Files.exists(client.socket()));
  }

  @Test
  void killed_while_it_starts_it_leaves_a_home_the_next_can_start_in() throws Exception {
    for (int round = 0; round < 4; round++) {
      Process starting = client.start("config");
      Path lock = client.home().resolve("daemon.lock");
      while (!Files.exists(lock) || Files.readString(lock).isBlank()) {
        Thread.onSpinWait();
      }
      Thread.sleep(round * 150L); // another moment of the start each time
      String pid = Files.readString(lock).strip();
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      Run.end(starting, "");
      assertEquals(0, client.run("config").code(), "round " + round);
      client.stop();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(300)
  void the_first_daemon_makes_an_archive_of_classes_and_the_next_one_maps_it() throws Exception {
    client.with("OMNIPKG_CLASS_ARCHIVE", "");
    String first = process();
    Path folder = client.home().resolve("cache/jvm");
    String name = SHIPPED.build() + "-" + Runtime.version().feature();
    while (!Files.exists(folder.resolve(name + ".options"))) {
      Thread.sleep(100);
    }
    assertFalse(maps(first).contains(name));
    client.stop();
    String second = process();
    assertTrue(maps(second).contains(folder.resolve(name).toString()), maps(second));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count(), "leftovers");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_daemon_told_to_stop_is_gone_when_the_client_says_so(boolean java) throws Exception {
    Run asking = java ? client.inJava(ToyDistribution.SHIPPED) : client;
    process();
    assertEquals(0, asking.run("daemon", "stop").code());
    try (FileChannel lock =
        FileChannel.open(client.home().resolve("daemon.lock"), StandardOpenOption.WRITE)) {
      assertNotNull(lock.tryLock());
    }
  }

  private static String maps(String process) throws Exception {
    return Files.readString(Path.of("/proc", process, "maps"));
  }

  @Test
  void an_archive_nobody_can_read_is_quietly_done_without() throws Exception {
    assertEquals(0, client.run("config").code());
    client.stop();
    Path folder = Files.createDirectories(client.home().resolve("cache/jvm"));
    Path archive = Files.writeString(folder.resolve("broken.jsa"), "no archive");
    String name = SHIPPED.build() + "-" + Runtime.version().feature() + ".options";
    Files.writeString(
        folder.resolve(name),
        "# another | JVM\n-Xlog:disable\n-XX:SharedArchiveFile=\"" + archive + "\"\n");
    Run.Ended ended = client.run("config");
    assertEquals(0, ended.code());
    assertEquals("", ended.err());
    Path out = client.home().resolve("logs/daemon.out");
    assertTrue(Files.size(out) == 0, Files.readString(out));
  }

  private String process() throws Exception {
    client.run("config");
    return Files.readString(client.home().resolve("daemon.lock")).strip();
  }
}
