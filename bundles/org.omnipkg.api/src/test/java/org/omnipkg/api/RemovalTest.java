package org.omnipkg.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
  @TempDir Path temporary;

  private static boolean isGone(Path path) {
    return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private Path tree(String name) throws IOException {
    Path tree = temporary.resolve(name);
    for (String folder : List.of("a", "a/b", "c")) {
      Path made = Files.createDirectories(tree.resolve(folder));
      Files.writeString(made.resolve("file"), folder);
    }
    return tree;
  }

  private static void shut(Path folder, String permissions) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
  }

  @Test
  void a_folder_goes_with_all_that_lies_in_it() throws IOException {
    Path tree = tree("tree");
    Removal.of(tree);
    assertFalse(Files.exists(tree));
  }

  @Test
  void a_file_goes_too() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    Removal.of(file);
    assertFalse(Files.exists(file));
  }

  @Test
  void links_go_and_what_they_lead_to_stays() throws IOException {
    Path other = tree("other");
    Path tree = tree("tree");
    Files.createSymbolicLink(tree.resolve("folder"), other);
    Files.createSymbolicLink(tree.resolve("a/file-too"), other.resolve("c/file"));
    Files.createSymbolicLink(tree.resolve("nowhere"), temporary.resolve("nothing"));
    Removal.of(tree);
    assertFalse(Files.exists(tree));
    assertEquals("a/b", Files.readString(other.resolve("a/b/file")));
    assertEquals("c", Files.readString(other.resolve("c/file")));
  }

  @Test
  void a_link_that_is_to_go_itself_is_not_followed() throws IOException {
    Path other = tree("other");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), other);
    Removal.of(link);
    assertFalse(isGone(other.resolve("a/b/file")));
    assertEquals(List.of(true, false), List.of(isGone(link), isGone(other)));
  }

  @Test
  void folders_that_were_shut_are_opened() throws IOException {
    for (String permissions : List.of("r-xr-xr-x", "-w-------", "rw-------", "---------")) {
      Path tree = tree("tree" + permissions);
      shut(tree.resolve("a/b"), permissions);
      shut(tree.resolve("a"), permissions);
      shut(tree, permissions);
      Removal.of(tree);
      assertFalse(Files.exists(tree), permissions);
    }
  }

  @Test
  void what_is_not_there_is_gone_already() throws IOException {
    Removal.of(temporary.resolve("nothing"));
  }

  @Test
  void many_may_remove_the_same_at_once() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 50; round++) {
        Path tree = tree("tree" + round);
        for (int i = 0; i < 40; i++) {
          Files.createDirectories(tree.resolve("d" + i).resolve("e"));
        }
        List<Callable<Void>> removals = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          removals.add(
              () -> {
                Removal.of(tree);
                return null;
              });
        }
        for (Future<Void> removal : threads.invokeAll(removals)) {
          removal.get();
        }
        assertFalse(Files.exists(tree));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
