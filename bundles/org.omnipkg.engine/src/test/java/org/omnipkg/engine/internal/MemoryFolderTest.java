package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFolderTest {
  /** What the system itself says; it says nothing where it has none. */
  private static final Path MOUNTED = Path.of("/proc/mounts");

  @TempDir Path place;

  private MemoryFolder memory() {
    return new MemoryFolder(place, folder -> folder.equals(place));
  }

  @Test
  void a_folder_in_memory_is_its_users_alone() throws IOException {
    Path made = memory().create().orElseThrow();
    assertEquals(place, made.getParent());
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
    assertNotEquals(made, memory().create().orElseThrow());
  }

  @Test
  void what_a_killed_process_left_goes_with_the_next_one()
      throws IOException, InterruptedException {
    Path made = memory().create().orElseThrow();
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path left = place.resolve("omnipkg-" + gone.pid() + "-left");
    Files.createDirectories(left.resolve("deep"));
    Path others = Files.createDirectory(place.resolve("others-" + gone.pid() + "-left"));
    memory().create().orElseThrow();
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(made));
    assertTrue(Files.exists(others));
  }

  @Test
  void a_place_on_a_disk_is_none() {
    assertEquals(Optional.empty(), new MemoryFolder(place, folder -> false).create());
  }

  @Test
  void a_place_where_nothing_can_be_made_is_none() {
    assertEquals(
        Optional.empty(), new MemoryFolder(place.resolve("none"), folder -> true).create());
  }

  @Test
  void what_lies_in_memory_is_told_as_the_system_tells_it() throws IOException {
    for (String name : new String[] {"/dev/shm", "/proc", "/run", "/sys"}) {
      assertEquals(mountedInMemory(name), MemoryFolder.inMemory(Path.of(name)), name);
    }
    assertFalse(MemoryFolder.inMemory(place.resolve("none")));
  }

  private static boolean mountedInMemory(String name) throws IOException {
    String type = "";
    if (Files.exists(MOUNTED) && Files.exists(Path.of(name))) {
      Path real = Path.of(name).toRealPath();
      int nearest = -1;
      for (String line : Files.readAllLines(MOUNTED)) {
        String[] mount = line.split(" ");
        int depth = Path.of(mount[1]).getNameCount();
        if (real.startsWith(mount[1]) && depth >= nearest) {
          nearest = depth;
          type = mount[2];
        }
      }
    }
    return type.equals("tmpfs");
  }
}
