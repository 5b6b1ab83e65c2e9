package org.omnipkg.engine.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.model.Progress;

/** Counts downloads down; after the last one there is only storing left to be waited for. */
final class Arrivals {
  private final AtomicInteger left;
  private final Progress progress;

  Arrivals(int expected, Progress progress) {
    this.left = new AtomicInteger(expected);
    this.progress = progress;
  }

  void one() {
    if (left.decrementAndGet() == 0) {
      progress.step("Storing");
    }
  }
}
