package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Places;
import org.omnipkg.archive.internal.SafeUnpacker;
import org.omnipkg.store.internal.DiskStore;

class StoringPracticeTest {
  @TempDir Path home;

  @Test
  void nothing_of_it_remains_in_the_home_however_often_it_is_done() throws IOException {
    MemoryFolder none = new MemoryFolder(home, folder -> false);
    Places places = () -> home;
    DiskStore store = new DiskStore(places);
    StoringPractice practice = new StoringPractice(store, new SafeUnpacker(), places, none);
    practice.run();
    List<Path> once = below();
    for (int i = 0; i < 12; i++) {
      practice.run();
    }
    assertEquals(once, below());
    assertEquals(0, store.stock().objects());
    assertEquals(List.of(), store.trees());
    try (Stream<Path> scratch = Files.list(places.cache().resolve("scratch"))) {
      assertEquals(0, scratch.count());
    }
  }

  @Test
  void nothing_of_it_remains_in_memory(@TempDir Path memory) throws IOException {
    Places places = () -> home;
    DiskStore store = new DiskStore(places);
    StoringPractice practice =
        new StoringPractice(
            store, new SafeUnpacker(), places, new MemoryFolder(memory, folder -> true));
    practice.run();
    practice.run();
    assertEquals(0, store.stock().objects());
    try (Stream<Path> left = Files.list(memory)) {
      assertEquals(List.of(), left.toList());
    }
    assertFalse(Files.exists(places.cache().resolve("scratch")));
  }

  private List<Path> below() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.sorted().toList();
    }
  }
}
