package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.omnipkg.api.Removal;

/**
 * Folders in memory, where a system has a place for them, of what is thrown away at once. File
 * systems on disks keep what was deleted lately in mind, and look through it for every new file.
 */
final class MemoryFolder {
  private static final Path PLACE = Path.of("/dev/shm");

  private static final String NAME = "omnipkg-";

  private final Path place;
  private final Predicate<Path> inMemory;

  MemoryFolder() {
    this(PLACE, MemoryFolder::inMemory);
  }

  /**
   * @param inMemory whether a folder lies in memory
   */
  MemoryFolder(Path place, Predicate<Path> inMemory) {
    this.place = place;
    this.inMemory = inMemory;
  }

  /** A new one, for this user alone; empty where there is no such place. */
  Optional<Path> create() {
    try {
      if (!inMemory.test(place)) {
        return Optional.empty();
      }
      sweep();
      return Optional.of(
          Files.createTempDirectory(place, NAME + ProcessHandle.current().pid() + "-"));
    } catch (IOException | SecurityException none) {
      return Optional.empty();
    }
  }

  static boolean inMemory(Path folder) {
    try {
      return Files.isDirectory(folder) && Files.getFileStore(folder).type().equals("tmpfs");
    } catch (IOException unknown) {
      return false;
    }
  }

  /** What processes left that were killed. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(place, NAME + "*-*")) {
      for (Path folder : left) {
        String pid = String.valueOf(folder.getFileName()).split("-")[1];
        if (pid.matches("[0-9]{1,9}")
            && ProcessHandle.of(Long.parseLong(pid)).isEmpty()
            && Files.isWritable(folder)) {
          Removal.of(folder);
        }
      }
    }
  }
}
