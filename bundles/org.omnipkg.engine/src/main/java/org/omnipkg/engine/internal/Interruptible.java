package org.omnipkg.engine.internal;

import java.util.Set;
import org.omnipkg.model.Progress;

/**
 * Work is cancelled when its caller is gone, and when its thread is told to stop.
 *
 * @param notes the lines worth keeping that were told; none is told twice
 */
record Interruptible(Progress progress, Set<String> notes) implements Progress {
  @Override
  public void step(String what) {
    progress.step(what);
  }

  @Override
  public void note(String line) {
    if (notes.add(line)) {
      progress.note(line);
    }
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
