package org.omnipkg.fetch.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.omnipkg.fetch.internal.shared.Waiting;
import org.omnipkg.model.Progress;

/** Lets a few requests per host through at a time: servers refuse too many streams. */
final class Gate {
  private final int width;
  private final Map<String, Semaphore> hosts = new ConcurrentHashMap<>();

  Gate(int width) {
    this.width = width;
  }

  /** A way through; the answer gives it back, once, however often it is run. */
  Runnable enter(String authority, Progress progress) {
    Semaphore host = hosts.computeIfAbsent(authority, a -> new Semaphore(width, true));
    Waiting.until(
        Duration.ofDays(365), progress, nanos -> host.tryAcquire(nanos, TimeUnit.NANOSECONDS));
    AtomicBoolean inside = new AtomicBoolean(true);
    return () -> {
      if (inside.compareAndSet(true, false)) {
        host.release();
      }
    };
  }
}
