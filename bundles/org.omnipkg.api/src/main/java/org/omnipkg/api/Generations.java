package org.omnipkg.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** The states of an environment: what they were, going back, and locks. Refusals are thrown. */
@ProviderType
public interface Generations {
  /** Generations still there, newest first. */
  List<Entry> history(Caller caller, String environment);

  /**
   * Makes a new generation with the content of an earlier one.
   *
   * @param generation its number; empty for the one before the current
   * @throws org.omnipkg.model.Refusal {@code environment.no-generation}
   */
  Receipt revert(Caller caller, String environment, OptionalInt generation, boolean dryRun);

  /** The lock of the current generation; the same bytes wherever the state is the same. */
  String lock(Caller caller, String environment);

  /**
   * Makes the environment exactly what a lock says, or changes nothing.
   *
   * @throws org.omnipkg.model.Refusal {@code lock.*}
   */
  Receipt sync(Caller caller, SyncRequest request);

  /** The lock file meant when none is named: beside the project's file, else in the directory. */
  Path lockFile(Caller caller);

  /**
   * A line of the history.
   *
   * @param command the words that made it, without credentials
   * @param runtime e.g. {@code cpython 3.11.7 (pyenv)}
   * @param changes against the generation before it that is still there
   * @param inUse whether a process runs in it now
   */
  record Entry(
      int number,
      Instant created,
      List<String> command,
      Optional<String> runtime,
      List<Receipt.Change> changes,
      boolean current,
      boolean inUse) {
    public Entry {
      command = List.copyOf(command);
      changes = List.copyOf(changes);
    }
  }

  /**
   * {@code sync}.
   *
   * @param file the lock, absolute
   */
  record SyncRequest(String environment, Path file, Sourcing sourcing, boolean dryRun) {}
}
