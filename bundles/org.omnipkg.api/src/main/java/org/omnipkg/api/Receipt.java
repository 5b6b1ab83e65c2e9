package org.omnipkg.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command did, or with {@code dryRun} would do.
 *
 * @param generation the generation now current, 0 before the first
 * @param previous the one before; equal to {@code generation} when nothing changed
 * @param runtime e.g. {@code cpython 3.11.7 (pyenv)}; of several languages one after the other
 * @param formerRuntime those before, when one of them was another
 * @param changes of the active set by name, then of the versions kept beside it
 * @param moved runtimes that are others now
 */
public record Receipt(
    String environment,
    int generation,
    int previous,
    Optional<String> runtime,
    Optional<String> formerRuntime,
    List<Change> changes,
    boolean dryRun,
    long downloadedBytes,
    Duration took,
    List<Moved> moved) {
  public Receipt {
    changes = List.copyOf(changes);
    moved = List.copyOf(moved);
  }

  /** Of one language: another runtime in the place of the former one, when there is one. */
  public Receipt(
      String environment,
      int generation,
      int previous,
      Optional<String> runtime,
      Optional<String> formerRuntime,
      List<Change> changes,
      boolean dryRun,
      long downloadedBytes,
      Duration took) {
    this(
        environment,
        generation,
        previous,
        runtime,
        formerRuntime,
        changes,
        dryRun,
        downloadedBytes,
        took,
        formerRuntime.isPresent() && runtime.isPresent()
            ? List.of(new Moved("", formerRuntime.get(), runtime.get()))
            : List.of());
  }

  /**
   * A runtime in the place of another.
   *
   * @param before e.g. {@code node 18.20.8 (omnipkg)}
   */
  public record Moved(String ecosystem, String before, String after) {}

  /** On the runtime it had. */
  public Receipt(
      String environment,
      int generation,
      int previous,
      Optional<String> runtime,
      List<Change> changes,
      boolean dryRun,
      long downloadedBytes,
      Duration took) {
    this(
        environment,
        generation,
        previous,
        runtime,
        Optional.empty(),
        changes,
        dryRun,
        downloadedBytes,
        took);
  }

  public boolean changed() {
    return !changes.isEmpty();
  }

  /**
   * One package's change.
   *
   * @param before version before, empty when added
   * @param after version after, empty when removed
   * @param active false when it tells of a version kept beside the active one: it came there
   *     ({@code after}) or is there no longer ({@code before}). A version that was active and is
   *     kept now is told twice, once in each way
   */
  public record Change(
      String ecosystem,
      String name,
      Optional<String> before,
      Optional<String> after,
      String purl,
      boolean active) {
    /** A change of what is active. */
    public Change(
        String ecosystem,
        String name,
        Optional<String> before,
        Optional<String> after,
        String purl) {
      this(ecosystem, name, before, after, purl, true);
    }
  }
}
