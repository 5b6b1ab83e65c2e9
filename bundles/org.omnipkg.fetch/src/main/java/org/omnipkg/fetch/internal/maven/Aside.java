package org.omnipkg.fetch.internal.maven;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.omnipkg.fetch.internal.shared.Waiting;
import org.omnipkg.model.Progress;

/**
 * Work on a thread of its own: the transport blocks in a read that no interrupt ends, so a
 * cancelled caller leaves it behind.
 */
final class Aside {
  private Aside() {}

  static <T> T run(String name, Progress progress, Callable<T> work) throws ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "omnipkg maven " + name);
    thread.setDaemon(true);
    thread.start();
    try {
      Waiting.until(Duration.ofDays(1), progress, nanos -> isDone(task, nanos));
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static boolean isDone(FutureTask<?> task, long nanos) throws InterruptedException {
    try {
      task.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
