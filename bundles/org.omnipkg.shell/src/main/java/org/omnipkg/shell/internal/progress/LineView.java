package org.omnipkg.shell.internal.progress;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.omnipkg.shell.internal.render.Amount;

/** Plain lines, for files, pipes and terminals that cannot move the cursor. */
public final class LineView implements View {
  private final Consumer<String> lines;
  private final boolean verbose;
  private final BooleanSupplier gone;
  private String last = "";

  public LineView(Consumer<String> lines, boolean verbose, BooleanSupplier gone) {
    this.lines = lines;
    this.verbose = verbose;
    this.gone = gone;
  }

  @Override
  public synchronized void step(String what) {
    if (!what.equals(last)) {
      last = what;
      lines.accept(what);
    }
  }

  @Override
  public synchronized void note(String line) {
    lines.accept(line);
  }

  @Override
  public void detail(String line) {
    if (verbose) {
      note(line);
    }
  }

  @Override
  public Task task(String label, long total) {
    return new Counted(label);
  }

  @Override
  public boolean cancelled() {
    return gone.getAsBoolean();
  }

  @Override
  public void close() {}

  private final class Counted implements Task {
    private final String label;
    private final AtomicLong bytes = new AtomicLong();

    Counted(String label) {
      this.label = label;
    }

    @Override
    public void advance(long more) {
      bytes.addAndGet(more);
    }

    @Override
    public void close() {
      if (verbose) {
        note(label + " " + Amount.bytes(bytes.get()));
      }
    }
  }
}
