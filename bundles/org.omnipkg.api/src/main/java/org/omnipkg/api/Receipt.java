package org.omnipkg.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command did, or with {@code dryRun} would do.
 *
 * @param generation the generation now current, 0 before the first
 * @param previous the one before; equal to {@code generation} when nothing changed
 * @param runtime e.g. {@code cpython 3.11.7 (pyenv)}
 */
public record Receipt(
    String environment,
    int generation,
    int previous,
    Optional<String> runtime,
    List<Change> changes,
    boolean dryRun,
    long downloadedBytes,
    Duration took) {
  public Receipt {
    changes = List.copyOf(changes);
  }

  public boolean changed() {
    return !changes.isEmpty();
  }

  /**
   * One package's change.
   *
   * @param before version before, empty when added
   * @param after version after, empty when removed
   */
  public record Change(
      String ecosystem,
      String name,
      Optional<String> before,
      Optional<String> after,
      String purl) {}
}
