package org.omnipkg.engine.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.api.PassingProgress;
import org.omnipkg.model.Progress;

/**
 * Work is cancelled when its caller is gone, and when its thread is told to stop.
 *
 * @param notes how many lines worth keeping were told
 */
record Interruptible(Progress progress, AtomicInteger notes) implements PassingProgress {
  @Override
  public void note(String line) {
    notes.incrementAndGet();
    progress.note(line);
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted() || progress.cancelled();
  }
}
