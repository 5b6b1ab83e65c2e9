package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Removal;
import org.omnipkg.store.Store;

/**
 * The folder of one request, named by its hold: a killed process leaves it to the next cleaning.
 */
final class Scratch {
  /** Work on a file. */
  interface Work<T> {
    /**
     * @param waited whether somebody else of the request was at the same file just before
     */
    T done(boolean waited) throws IOException;
  }

  private final Store store;
  private final Path cache;
  private final Map<Path, ReentrantLock> files = new ConcurrentHashMap<>();
  private @Nullable Path folder;
  private Store.@Nullable Hold hold;

  Scratch(Store store, Path cache) {
    this.store = store;
    this.cache = cache;
  }

  synchronized Store.Hold hold() {
    if (hold == null) {
      hold = store.hold();
    }
    return hold;
  }

  /** The folder, where anybody asked for it. */
  synchronized Optional<Path> begun() {
    return Optional.ofNullable(folder);
  }

  synchronized Path folder() {
    if (folder == null) {
      try {
        Path all = Files.createDirectories(cache.resolve("scratch"));
        folder = Files.createDirectory(all.resolve(hold().name()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  /** Work on a file of the folder that nobody else of the request may find half done. */
  <T> T alone(Path file, Work<T> work) throws IOException {
    ReentrantLock lock = files.computeIfAbsent(file, one -> new ReentrantLock());
    boolean waited = !lock.tryLock();
    if (waited) {
      try {
        lock.lockInterruptibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("cancelled");
      }
    }
    try {
      return work.done(waited);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Removes the folder, then lets go of the hold. Whoever asks again gets new ones.
   *
   * @param left told of a folder that could not be removed
   */
  synchronized void close(Consumer<Path> left) {
    Path old = folder;
    folder = null;
    if (old != null) {
      try {
        Removal.of(old);
      } catch (IOException e) {
        left.accept(old);
      }
    }
    Store.Hold held = hold;
    hold = null;
    if (held != null) {
      held.close();
    }
  }
}
