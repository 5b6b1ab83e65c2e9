package org.omnipkg.archive.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Numbered pieces of work, done by the caller and whoever comes to help. The outcome is that of
 * doing them one after another: what went wrong in the first piece in which anything did.
 */
final class Crew {
  /** Beyond the caller; more than the processors there are would only be in each other's way. */
  private static final int HELPERS = Math.min(7, Runtime.getRuntime().availableProcessors() - 1);

  private final Runnable[] done;
  private final int[] order;
  private final Supplier<Hand> hands;
  private int next;
  private int failed;
  private @Nullable Throwable failure;
  private int atWork;
  private boolean ended;

  private Crew(int[] order, Supplier<Hand> hands) {
    this.done = new Runnable[order.length];
    this.order = order;
    this.failed = order.length;
    this.hands = hands;
  }

  /** One who works, with tools of its own. */
  interface Hand extends IntFunction<Runnable>, AutoCloseable {
    /** Does a piece; what it returns is run by the caller, in the order of the pieces. */
    @Override
    Runnable apply(int piece);

    @Override
    void close();
  }

  /**
   * When it returns, for whatever reason, nobody is at work.
   *
   * @param order all pieces by number, as they are to be begun: the long ones first leave nobody
   *     waiting for the last
   * @param helpers may run what they are given later, or never
   */
  static void work(int[] order, Executor helpers, Supplier<Hand> hands) {
    Crew crew = new Crew(order, hands);
    try {
      for (int i = Math.min(HELPERS, order.length - 1); i > 0; i--) {
        helpers.execute(crew::help);
      }
    } catch (RejectedExecutionException alone) {
      // Then the caller does it all.
    }
    try {
      crew.take();
    } finally {
      crew.end();
    }
    for (int piece = 0; piece < crew.failed; piece++) {
      crew.done[piece].run();
    }
    crew.fail();
  }

  private void help() {
    synchronized (this) {
      if (ended) {
        return;
      }
      atWork++;
    }
    try {
      take();
    } finally {
      synchronized (this) {
        atWork--;
        notifyAll();
      }
    }
  }

  private void take() {
    try (Hand hand = hands.get()) {
      for (int piece = piece(); piece >= 0; piece = piece()) {
        try {
          done[piece] = hand.apply(piece);
        } catch (RuntimeException | Error wrong) {
          wrong(piece, wrong);
        }
      }
    }
  }

  /** None behind one that failed: nobody would learn of it. */
  private synchronized int piece() {
    while (next < order.length) {
      int piece = order[next++];
      if (piece < failed) {
        return piece;
      }
    }
    return -1;
  }

  private synchronized void wrong(int piece, Throwable what) {
    if (piece < failed) {
      failed = piece;
      failure = what;
    }
  }

  private synchronized void end() {
    ended = true;
    boolean interrupted = false;
    while (atWork > 0) {
      try {
        wait();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void fail() {
    if (failure instanceof RuntimeException refused) {
      throw refused;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
