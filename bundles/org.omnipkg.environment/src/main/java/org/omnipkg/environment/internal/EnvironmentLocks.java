package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/** One writer per environment: among threads by a semaphore, among processes by a file lock. */
final class EnvironmentLocks {
  private static final long FIRST_MILLIS = 1;
  private static final long POLL_MILLIS = 64;
  private static final Duration WORTH_A_WORD = Duration.ofMillis(60);

  private final ConcurrentHashMap<String, Semaphore> threads = new ConcurrentHashMap<>();

  Held acquire(String name, Folders folders, Duration wait, Progress progress) throws IOException {
    Semaphore semaphore = threads.computeIfAbsent(name, n -> new Semaphore(1));
    long begin = System.nanoTime();
    long end = begin + wait.toNanos();
    boolean told = false;
    long pause = FIRST_MILLIS;
    while (true) {
      progress.checkpoint();
      if (semaphore.tryAcquire()) {
        boolean kept = false;
        try {
          Optional<FileChannel> channel = lock(folders);
          if (channel.isPresent()) {
            kept = true;
            return new Held(name, channel.get(), semaphore);
          }
        } finally {
          if (!kept) {
            semaphore.release();
          }
        }
      }
      long now = System.nanoTime();
      // The house's own upkeep holds it for a moment, and that is not worth a word.
      if (!told && now - begin >= WORTH_A_WORD.toNanos()) {
        progress.note("waiting for another command that is changing environment " + name);
        told = true;
      }
      if (now >= end) {
        throw busy(name, wait);
      }
      pause(pause);
      pause = Math.min(POLL_MILLIS, 2 * pause);
    }
  }

  private static Optional<FileChannel> lock(Folders folders) throws IOException {
    Files.createDirectories(folders.base());
    FileChannel channel =
        FileChannel.open(folders.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean kept = false;
    try {
      Object before = key(folders.lock());
      FileLock lock = channel.tryLock();
      // A folder removed and made again meanwhile has another lock file.
      kept = lock != null && before != null && Objects.equals(before, key(folders.lock()));
      return kept ? Optional.of(channel) : Optional.empty();
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static Refusal busy(String name, Duration wait) {
    return new Refusal(
        Diagnostic.user(
            "environment.busy",
            "environment `"
                + name
                + "` is being changed by another command, still after "
                + wait.toSeconds()
                + " s",
            "try again when it has finished, or wait longer with --wait SECONDS"));
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      java.util.concurrent.CancellationException cancelled =
          new java.util.concurrent.CancellationException("cancelled");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  /** The lock while it is held. */
  static final class Held implements Environments.Hold {
    private final String environment;
    private final FileChannel channel;
    private final Semaphore semaphore;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Held(String environment, FileChannel channel, Semaphore semaphore) {
      this.environment = environment;
      this.channel = channel;
      this.semaphore = semaphore;
    }

    @Override
    public String environment() {
      return environment;
    }

    boolean isOpen() {
      return open.get();
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        try {
          channel.close();
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        } finally {
          semaphore.release();
        }
      }
    }
  }
}
