package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Work done many at once: all of it, or none of it is still under way when the first failed. */
final class Batch {
  private static final int AT_ONCE = 8;

  /** A thread keeps what it worked with last. */
  private static final long IDLE_SECONDS = 2;

  private final ExecutorService pool;

  /**
   * @param name of its threads
   */
  Batch(String name) {
    this(name, AT_ONCE);
  }

  /** With so many at once. */
  Batch(String name, int atOnce) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    this.pool = threads;
  }

  void stop() {
    pool.shutdownNow();
  }

  /** Does it when a thread has nothing else to do, which may be never. */
  void help(Runnable task) {
    pool.execute(task);
  }

  /** The results in order, or what went wrong first in time. */
  <T> List<T> run(List<Callable<T>> work) {
    CompletionService<T> service = new ExecutorCompletionService<>(pool);
    return run(
        work,
        service::submit,
        all -> {
          for (int ended = 0; ended < all.size(); ended++) {
            service.take().get();
          }
        });
  }

  /** The results in order, or what went wrong in the first piece of work in which anything did. */
  <T> List<T> inOrder(List<Callable<T>> work) {
    return run(work, pool::submit, all -> {});
  }

  /** Returns when all is well, throws when something is not. */
  private interface Wait<T> {
    void until(List<Future<T>> all) throws InterruptedException, ExecutionException;
  }

  private <T> List<T> run(
      List<Callable<T>> work, Function<Callable<T>, Future<T>> submit, Wait<T> wait) {
    List<Future<T>> all = new ArrayList<>();
    AtomicBoolean stopped = new AtomicBoolean();
    Phaser running = new Phaser(1);
    try {
      for (Callable<T> one : work) {
        all.add(submit.apply(() -> watched(one, stopped, running)));
      }
      wait.until(all);
      List<T> results = new ArrayList<>();
      for (Future<T> one : all) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(e);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      stopped.set(true);
      all.forEach(one -> one.cancel(true));
      running.arriveAndAwaitAdvance();
    }
  }

  /** A cancelled future counts as done at once, while its thread may still be at work. */
  private static <T> T watched(Callable<T> one, AtomicBoolean stopped, Phaser running)
      throws Exception {
    running.register();
    try {
      if (stopped.get()) {
        throw new CancellationException("cancelled");
      }
      return one.call();
    } finally {
      running.arriveAndDeregister();
    }
  }

  private static CancellationException cancelled(Throwable cause) {
    CancellationException cancelled = new CancellationException("cancelled");
    cancelled.initCause(cause);
    return cancelled;
  }

  private static RuntimeException cause(ExecutionException failed) {
    if (failed.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    if (failed.getCause() instanceof Error error) {
      throw error;
    }
    if (failed.getCause() instanceof IOException cause) {
      return new UncheckedIOException(cause);
    }
    return new IllegalStateException(failed.getCause());
  }
}
