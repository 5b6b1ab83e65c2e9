package org.omnipkg.engine.internal;

import java.util.Set;
import org.omnipkg.api.PassingProgress;
import org.omnipkg.model.Progress;

/**
 * Work is cancelled when its caller is gone, and when its thread is told to stop.
 *
 * @param notes the lines worth keeping that were told; none is told twice
 */
record Interruptible(Progress progress, Set<String> notes) implements PassingProgress {
  @Override
  public void note(String line) {
    if (notes.add(line)) {
      progress.note(line);
    }
  }

  @Override
  public boolean cancelled() {
    return Thread.currentThread().isInterrupted() || progress.cancelled();
  }
}
