package org.omnipkg.daemon.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** What is being served, how much was, and for how long nothing has been. */
final class Workload {
  private final IntConsumer told;
  private final Set<Session> running = new HashSet<>();
  private long served;
  private long quietSince = System.nanoTime();
  private boolean closed;

  /**
   * @param told how many are being served, whenever one begins or ends
   */
  Workload(IntConsumer told) {
    this.told = told;
  }

  /** False once closed: the session is not to be run. */
  synchronized boolean begin(Session session) {
    if (closed) {
      return false;
    }
    boolean begun = running.add(session);
    told.accept(running.size());
    return begun;
  }

  synchronized void end(Session session) {
    running.remove(session);
    told.accept(running.size());
    served++;
    quietSince = System.nanoTime();
    notifyAll();
  }

  synchronized void close() {
    closed = true;
  }

  synchronized void cancelAll() {
    List.copyOf(running).forEach(Session::cancel);
  }

  /** Whether nothing runs any more. */
  synchronized boolean awaitQuiet(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!running.isEmpty()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    return true;
  }

  synchronized Duration quiet() {
    return running.isEmpty() ? Duration.ofNanos(System.nanoTime() - quietSince) : Duration.ZERO;
  }

  synchronized long served() {
    return served;
  }

  synchronized int active() {
    return running.size();
  }
}
