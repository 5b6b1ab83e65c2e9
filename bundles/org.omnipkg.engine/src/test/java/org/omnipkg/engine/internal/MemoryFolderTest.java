package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Removal;

/** On systems without a place in memory nothing is made, which is all there is to show. */
class MemoryFolderTest {
  private final MemoryFolder memory = new MemoryFolder(MemoryFolder.PLACE);

  /** Folders of this process that lie there. */
  static List<Path> ours() throws IOException {
    if (!Files.isDirectory(MemoryFolder.PLACE)) {
      return List.of();
    }
    String name = "omnipkg-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.list(MemoryFolder.PLACE)) {
      return all.filter(one -> one.getFileName().toString().startsWith(name)).toList();
    }
  }

  @Test
  void a_folder_in_memory_is_its_users_alone() throws IOException {
    Optional<Path> made = memory.create();
    if (made.isPresent()) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made.get())));
      Removal.of(made.get());
    }
    assertEquals(List.of(), ours());
  }

  @Test
  void what_a_killed_process_left_goes_with_the_next_one()
      throws IOException, InterruptedException {
    Optional<Path> made = memory.create();
    if (made.isPresent()) {
      Process gone = new ProcessBuilder("true").start();
      gone.waitFor();
      Path left = made.get().resolveSibling("omnipkg-" + gone.pid() + "-left");
      Files.createDirectories(left.resolve("deep"));
      Removal.of(memory.create().orElseThrow());
      assertFalse(Files.exists(left));
      assertTrue(Files.exists(made.get()));
      Removal.of(made.get());
    }
  }

  @Test
  void a_place_on_a_disk_is_none(@TempDir Path folder) throws IOException {
    boolean disk = !Files.getFileStore(folder).type().equals("tmpfs");
    assertEquals(disk, new MemoryFolder(folder).create().isEmpty());
    assertTrue(new MemoryFolder(folder.resolve("none")).create().isEmpty());
  }
}
