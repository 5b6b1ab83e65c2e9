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

  /**
   * The lock of the current generation; the same bytes wherever the state is the same.
   *
   * @param folder where it will lie: files of the user's own below it are named relative to it
   * @throws org.omnipkg.model.Refusal {@code lock.no-digest}
   */
  String lock(Caller caller, String environment, Path folder);

  /**
   * Writes the lock into a file, whole or not at all.
   *
   * @param file absolute
   * @throws org.omnipkg.model.Refusal {@code lock.not-ours} when the file is something else
   */
  Exported export(Caller caller, String environment, Path file, boolean dryRun);

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
   * A lock file.
   *
   * @param generation what it is the lock of
   * @param changed whether the file was, or would be, written: false when it says the same already
   */
  record Exported(Path file, int generation, int packages, boolean changed) {}

  /**
   * {@code sync}.
   *
   * @param file the lock, absolute
   */
  record SyncRequest(String environment, Path file, Sourcing sourcing, boolean dryRun) {}
}
