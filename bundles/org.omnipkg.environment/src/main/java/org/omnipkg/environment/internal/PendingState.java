package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.omnipkg.environment.State;

/**
 * A state on its way to the disk, which takes as long as all the linking it is written beside.
 * Before the flip it says nothing.
 */
final class PendingState {
  private final FutureTask<Void> writing;

  private PendingState(FutureTask<Void> writing) {
    this.writing = writing;
  }

  static PendingState begin(Path file, State state, Executor writers) {
    FutureTask<Void> writing =
        new FutureTask<>(
            () -> {
              StateFile.write(file, state);
              return null;
            });
    writers.execute(writing);
    return new PendingState(writing);
  }

  /** Returns when it is on the disk. */
  void await() throws IOException {
    try {
      writing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("cancelled");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Returns when nothing is written any more, however it ended. */
  void settle() {
    boolean interrupted = false;
    boolean open = true;
    while (open) {
      try {
        writing.get();
        open = false;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException failed) {
        open = false;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
