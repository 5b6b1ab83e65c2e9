package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Caller;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** One at a time, among all threads and processes of a home. */
final class Turns {
  private static final long LOOK_MILLIS = 50;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final ReentrantLock threads = new ReentrantLock();
  private final Supplier<Path> file;

  Turns(Supplier<Path> file) {
    this.file = file;
  }

  /** Ends with close, on the thread that took it. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** Work that is done in turn. */
  interface Work {
    void run() throws IOException;
  }

  Turn take(Caller caller) throws IOException {
    Duration patience = caller.patience().compareTo(LONGEST) > 0 ? LONGEST : caller.patience();
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!threads.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        goOnWaiting(caller, end);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    @Nullable FileChannel channel = null;
    try {
      channel = open();
      while (channel.tryLock() == null) {
        goOnWaiting(caller, end);
        Thread.sleep(LOOK_MILLIS);
      }
      return taken(channel);
    } catch (InterruptedException e) {
      leave(channel);
      throw interrupted(e);
    } catch (IOException | RuntimeException e) {
      leave(channel);
      throw e;
    }
  }

  /** Work that ends the turn when it fails. */
  void within(Turn turn, Work work) throws IOException {
    try {
      work.run();
    } catch (IOException | RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  /** Does it now, or not at all. */
  void ifFree(Work work) {
    if (threads.tryLock()) {
      try (FileChannel channel = open()) {
        if (channel.tryLock() != null) {
          work.run();
        }
      } catch (IOException unwritable) {
        // Nothing depends on it; the next change says what is wrong.
        return;
      } finally {
        threads.unlock();
      }
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Turn taken(FileChannel channel) {
    return () -> leave(channel);
  }

  private void leave(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }

  private static void goOnWaiting(Caller caller, long end) {
    caller.progress().checkpoint();
    if (System.nanoTime() > end) {
      throw new Refusal(
          Diagnostic.user(
              "plugin.busy",
              "another command is changing the plugins of this home",
              "`--wait SECONDS` waits longer"));
    }
  }

  private static CancellationException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(cause);
    return cancelled;
  }
}
