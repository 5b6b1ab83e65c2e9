package org.omnipkg.fetch.internal.maven;

import org.omnipkg.model.Progress;

/** Passes on whether somebody waits, but shows no bytes: they were shown as they came in. */
record Unseen(Progress progress) implements Progress {
  @Override
  public void step(String what) {}

  @Override
  public void note(String line) {
    progress.note(line);
  }

  @Override
  public Task task(String label, long total) {
    return Progress.SILENT.task(label, total);
  }

  @Override
  public boolean cancelled() {
    return progress.cancelled();
  }
}
