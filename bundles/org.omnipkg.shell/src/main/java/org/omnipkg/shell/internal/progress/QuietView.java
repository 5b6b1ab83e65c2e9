package org.omnipkg.shell.internal.progress;

import java.util.function.BooleanSupplier;
import org.omnipkg.model.Progress;

/** Shows nothing, but still knows when nobody waits any more. */
public record QuietView(BooleanSupplier gone) implements View {
  @Override
  public void step(String what) {}

  @Override
  public void note(String line) {}

  @Override
  public Task task(String label, long total) {
    return Progress.SILENT.task(label, total);
  }

  @Override
  public boolean cancelled() {
    return gone.getAsBoolean();
  }

  @Override
  public void close() {}
}
