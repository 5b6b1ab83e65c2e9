package org.omnipkg.runtimes.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Progress;

/** Folders that are not finished yet, or not wanted any more: whatever ends in {@code .tmp}. */
final class Staging {
  static final String SUFFIX = ".tmp";

  private final Path folder;

  Staging(Path folder) {
    this.folder = folder;
  }

  FileHold hold(String name, Progress progress) {
    return FileHold.take(
        lock(name), progress, "waiting for another omnipkg that is busy with " + name);
  }

  /** An empty folder; whatever a killed attempt left in it is gone. The name must be held. */
  Path fresh(String name) throws IOException {
    Path staged = folder.resolve(name + SUFFIX);
    Removal.of(staged);
    return Files.createDirectory(staged);
  }

  /** Takes a folder out of sight by one rename, then deletes it. The name must be held. */
  void discard(Path home) throws IOException {
    Path staged = folder.resolve(home.getFileName() + SUFFIX);
    Removal.of(staged);
    if (Files.exists(home)) {
      Files.move(home, staged, StandardCopyOption.ATOMIC_MOVE);
    }
    Removal.of(staged);
  }

  /** Deletes what killed attempts left; what somebody works on is held and stays. */
  void sweep() throws IOException {
    try (DirectoryStream<Path> staged = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path left : staged) {
        String name = left.getFileName().toString();
        Optional<FileHold> hold =
            FileHold.attempt(lock(name.substring(0, name.length() - SUFFIX.length())));
        if (hold.isPresent()) {
          try (FileHold held = hold.get()) {
            if (held.lock().isValid()) {
              Removal.of(left);
            }
          }
        }
      }
    }
  }

  private Path lock(String name) {
    return folder.resolve(".locks").resolve(name);
  }
}
