package org.omnipkg.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Progress;

class DepositTest {
  private static final byte[] CONTENT = "a module\n".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST =
      Objects.digest(Objects.sha256().digest(CONTENT), CONTENT.length);

  @TempDir Path folder;
  private Objects objects;
  private Deposit deposit;
  private Verifying verifying;

  @BeforeEach
  void open() {
    Owner owner = new Owner(folder);
    Staging staging = new Staging(folder, owner);
    objects = new Objects(folder, staging, new Holds(folder, owner));
    deposit = new Deposit(objects, staging);
    verifying = new Verifying(objects, new Trees(folder, staging, objects, deposit));
  }

  /** What a process leaves that is killed between two writes. */
  private Path leftover(byte[] written) throws IOException {
    Path path = objects.path(DIGEST, false);
    Files.createDirectories(path.getParent());
    return Files.write(path, written);
  }

  private long files(String below) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(below))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void what_a_killed_process_began_is_no_object_and_gives_way() throws IOException {
    Path left = leftover("a mo".getBytes(StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), objects.find(DIGEST, false));
    assertEquals(List.of(), verifying.run(Progress.SILENT), "nobody has it, nobody misses it");
    assertEquals(DIGEST, deposit.put(CONTENT, false));
    assertEquals("a module\n", Files.readString(left));
    assertEquals(Objects.AGE, Files.getLastModifiedTime(left));
    assertTrue(Files.notExists(folder.resolve("damaged")), "it never was one");
  }

  @Test
  void all_of_it_without_the_age_of_an_object_is_none_either() throws IOException {
    leftover(CONTENT);
    assertEquals(Optional.empty(), objects.find(DIGEST, false));
    deposit.put(CONTENT, false);
    assertTrue(objects.find(DIGEST, false).isPresent());
  }

  @Test
  void what_was_written_to_under_another_name_is_set_aside() throws IOException {
    deposit.put(CONTENT, false);
    Path object = objects.path(DIGEST, false);
    Path elsewhere = folder.resolve("in-an-environment");
    objects.link(object, elsewhere);
    assertTrue(elsewhere.toFile().setWritable(true));
    Files.writeString(elsewhere, "changed!\n");
    assertFalse(Objects.unfinished(object));
    deposit.put(CONTENT, false);
    assertEquals("a module\n", Files.readString(object));
    assertEquals("changed!\n", Files.readString(elsewhere));
    assertTrue(Files.isSameFile(elsewhere, objects.damaged(DIGEST, false)));
  }

  @Test
  void nothing_is_written_that_is_there_already() throws IOException {
    deposit.put(CONTENT, false);
    Object first = Files.getAttribute(objects.path(DIGEST, false), "unix:ino");
    for (int i = 0; i < 3; i++) {
      deposit.put(CONTENT, false);
      assertEquals(first, Files.getAttribute(objects.path(DIGEST, false), "unix:ino"));
    }
    deposit.put(CONTENT, true);
    assertEquals(2, files("objects"));
  }

  @Test
  void who_is_interrupted_leaves_nothing_begun() throws IOException {
    Thread.currentThread().interrupt();
    assertThrows(ClosedByInterruptException.class, () -> deposit.put(CONTENT, false));
    assertTrue(Thread.interrupted());
    assertEquals(0, files("objects"));
  }

  @Test
  void many_at_once_store_the_same_once() throws Exception {
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 50; round++) {
        byte[] content = ("round " + round).getBytes(StandardCharsets.UTF_8);
        CountDownLatch all = new CountDownLatch(many);
        List<Future<Optional<Path>>> stored = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          stored.add(
              threads.submit(
                  () -> {
                    all.countDown();
                    all.await();
                    return objects.find(deposit.put(content, false), false);
                  }));
        }
        for (Future<Optional<Path>> one : stored) {
          assertTrue(one.get().isPresent());
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(50, files("objects"));
    assertTrue(Files.notExists(folder.resolve("damaged")));
  }
}
