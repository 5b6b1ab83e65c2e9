package org.omnipkg.runtimes.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.omnipkg.model.Progress;

/**
 * A lock between threads and processes. Its file stays: a lock file that is deleted while another
 * waits for it locks nobody out.
 */
record FileHold(FileChannel channel, FileLock lock) implements AutoCloseable {
  private static final long GLANCE_MILLIS = 20;

  static FileHold take(Path file, Progress progress, String waiting) {
    for (boolean first = true; ; first = false) {
      Optional<FileHold> hold = attempt(file);
      if (hold.isPresent()) {
        return hold.get();
      }
      if (first && !waiting.isEmpty()) {
        progress.note(waiting);
      }
      progress.checkpoint();
      try {
        Thread.sleep(GLANCE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  static Optional<FileHold> attempt(Path file) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return Optional.of(new FileHold(channel, lock));
        }
      } catch (OverlappingFileLockException e) {
        // Another thread of this process has it.
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
