package org.omnipkg.model;

import java.util.concurrent.CancellationException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where long work tells what it does and learns that nobody waits any more. Safe for use by many
 * threads at once.
 */
@ProviderType
public interface Progress {
  /** The step now, e.g. {@code Resolving}; one short phrase, present participle first. */
  void step(String what);

  /** A line worth keeping after the work is done (a warning, a note), without a full stop. */
  void note(String line);

  /** A line for whoever wants to know more than most, shown as a note to them; else dropped. */
  default void detail(String line) {}

  /**
   * Begins a piece of work measured in bytes.
   *
   * @param total bytes, or -1 when unknown
   */
  Task task(String label, long total);

  /** True once the one who asked has gone or pressed Ctrl-C. */
  boolean cancelled();

  /** Throws {@link CancellationException} when {@link #cancelled()}. */
  default void checkpoint() {
    if (cancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /** One piece of work; closing it removes it from view. */
  @ProviderType
  interface Task extends AutoCloseable {
    /** So many more bytes are done. */
    void advance(long bytes);

    @Override
    void close();
  }

  /** Says nothing and is never cancelled. */
  Progress SILENT =
      new Progress() {
        @Override
        public void step(String what) {}

        @Override
        public void note(String line) {}

        @Override
        public Task task(String label, long total) {
          return new Task() {
            @Override
            public void advance(long bytes) {}

            @Override
            public void close() {}
          };
        }

        @Override
        public boolean cancelled() {
          return false;
        }
      };
}
