package org.omnipkg.fetch.internal.shared;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.omnipkg.model.Progress;

/** Waits in slices, so that a cancelled caller is let go at once. */
public final class Waiting {
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

  private Waiting() {}

  /** Something that may come true within a time. */
  @FunctionalInterface
  public interface Slice {
    boolean within(long nanos) throws InterruptedException;
  }

  /** Tries the slice until it comes true; false when the time is over. */
  public static boolean until(Duration limit, Progress progress, Slice slice) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        progress.checkpoint();
        long left = deadline - System.nanoTime();
        if (slice.within(Math.max(0, Math.min(SLICE, left)))) {
          return true;
        }
        if (left <= 0) {
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  public static void pause(Duration time, Progress progress) {
    until(
        time,
        progress,
        nanos -> {
          TimeUnit.NANOSECONDS.sleep(nanos);
          return false;
        });
  }
}
