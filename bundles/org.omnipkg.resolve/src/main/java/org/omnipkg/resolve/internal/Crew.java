package org.omnipkg.resolve.internal;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work ahead of requests. They outlive a request by seconds, since making them anew
 * for each took longer than what they do when everything is known; none waits for another's.
 */
final class Crew implements AutoCloseable {
  private static final long IDLE_SECONDS = 5;

  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "omnipkg-facts-ahead");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A share for one request.
   *
   * @param most how many work for it at once
   */
  Watch watch(int most) {
    return new Watch(most);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** The threads of one request, and what waits for them. */
  final class Watch {
    private final int most;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Set<Thread> working = new HashSet<>();
    private int running;
    private boolean over;

    private Watch(int most) {
      this.most = most;
    }

    /**
     * Has it done by one of the threads.
     *
     * @param work throws nothing
     * @return false after the end
     */
    synchronized boolean add(Runnable work) {
      if (over) {
        return false;
      }
      if (running == most) {
        return waiting.add(work);
      }
      try {
        threads.execute(() -> work(work));
        running++;
        return true;
      } catch (RejectedExecutionException closed) {
        return false;
      }
    }

    private void work(Runnable first) {
      begin();
      try {
        for (Runnable next = first; next != null; next = next()) {
          next.run();
        }
      } finally {
        end();
      }
    }

    private synchronized void begin() {
      working.add(Thread.currentThread());
      if (over) {
        Thread.currentThread().interrupt();
      }
    }

    private synchronized @Nullable Runnable next() {
      return over ? null : waiting.poll();
    }

    private synchronized void end() {
      working.remove(Thread.currentThread());
      Thread.interrupted(); // it was meant for this request, and the thread goes to another
      running--;
      notifyAll();
    }

    /**
     * Stops all of it.
     *
     * @param patience milliseconds to wait for what is under way
     * @return whether all of it has ended
     */
    synchronized boolean end(long patience) throws InterruptedException {
      over = true;
      waiting.clear();
      working.forEach(Thread::interrupt);
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
      while (running > 0) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }
}
