package org.omnipkg.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.model.Progress;

/** Progress that keeps what it is told; for several threads. */
public final class Told implements Progress {
  private final List<String> steps = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private volatile boolean cancelled;

  /** The steps so far, in order. */
  public List<String> steps() {
    return steps;
  }

  /** The notes so far, in order. */
  public List<String> notes() {
    return notes;
  }

  /** From now on the caller is gone. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void step(String what) {
    steps.add(what);
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  @Override
  public Task task(String label, long total) {
    return SILENT.task(label, total);
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }
}
