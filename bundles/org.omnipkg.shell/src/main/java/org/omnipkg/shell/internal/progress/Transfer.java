package org.omnipkg.shell.internal.progress;

import java.util.concurrent.atomic.AtomicLong;

/** One download under way. Counting needs no lock; the rate belongs to the drawing thread. */
final class Transfer {
  private static final double SMOOTHING = 0.7;
  private final String label;
  private final long total;
  private final AtomicLong bytes = new AtomicLong();
  private long measuredBytes;
  private long measuredNanos;
  private double rate = -1;

  Transfer(String label, long total, long now) {
    this.label = label;
    this.total = total;
    this.measuredNanos = now;
  }

  String label() {
    return label;
  }

  long total() {
    return total;
  }

  long bytes() {
    return bytes.get();
  }

  void add(long more) {
    bytes.addAndGet(more);
  }

  /** Bytes per second of late, or -1 when it is too early to say. */
  double rate(long now) {
    long nanos = now - measuredNanos;
    if (nanos >= 50_000_000) {
      long current = bytes.get();
      double latest = (current - measuredBytes) * 1e9 / nanos;
      rate = rate < 0 ? latest : SMOOTHING * rate + (1 - SMOOTHING) * latest;
      measuredBytes = current;
      measuredNanos = now;
    }
    return rate;
  }
}
