package org.omnipkg.engine.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.omnipkg.model.Progress;

/**
 * Work is cancelled when its caller is gone, and when its thread is told to stop.
 *
 * @param notes how many lines worth keeping were told
 */
record Interruptible(Progress progress, AtomicInteger notes) implements Progress {
  @Override
  public void step(String what) {
    progress.step(what);
  }

  @Override
  public void note(String line) {
    notes.incrementAndGet();
    progress.note(line);
  }

  @Override
  public void detail(String line) {
    progress.detail(line);
  }

  @Override
  public Task task(String label, long total) {
    return progress.task(label, total);
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted() || progress.cancelled();
  }
}
