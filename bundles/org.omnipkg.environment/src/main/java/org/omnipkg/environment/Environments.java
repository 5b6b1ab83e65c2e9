package org.omnipkg.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.osgi.annotation.versioning.ProviderType;

/** Environments on disk. */
@ProviderType
public interface Environments {
  List<String> names();

  /** The current generation; empty when the environment does not exist. */
  Optional<Generation> current(String environment);

  /** All complete generations, oldest first. */
  List<Generation> generations(String environment);

  /**
   * Numbers of the generations somebody runs in now: their lease is held, or a process was started
   * from their prefix without one.
   */
  Set<Integer> inUse(String environment);

  /**
   * Becomes the one writer of an environment, waiting for another with a note.
   *
   * @throws org.omnipkg.model.Refusal {@code environment.busy} after {@code wait}
   */
  Hold hold(String environment, Duration wait, Progress progress);

  /**
   * Makes a generation and flips to it. Nothing of it is seen before the flip; whatever a killed
   * attempt left is swept away by the next.
   *
   * @param layout turns the prefix (root and farm chosen here) into steps
   */
  Generation commit(
      Hold hold,
      State state,
      PrefixInput input,
      Function<Prefix, List<Step>> layout,
      Progress progress);

  /**
   * {@code env/NAME/current}, the one link that flips; whether or not the environment exists.
   *
   * @throws org.omnipkg.model.Refusal {@code environment.bad-name}
   */
  Path link(String environment);

  /** Removes an environment altogether. */
  void remove(Hold hold);

  /** Removes generations that are neither among the newest {@code keep} nor leased. */
  int prune(Hold hold, int keep);

  /** The writer's lock; closing it lets the next one in. */
  interface Hold extends AutoCloseable {
    String environment();

    @Override
    void close();
  }

  /**
   * A complete generation.
   *
   * @param root its prefix, {@code env/NAME/gens/NNNN}
   * @param lease the file whose shared flock keeps it
   */
  record Generation(String environment, int number, Path root, Path lease, State state) {}

  /**
   * What a prefix is made of, before its place is known.
   *
   * @param carriedFrom the generation whose carried files ({@link State#carried()}) are taken
   *     along; empty when none are
   */
  record PrefixInput(
      org.omnipkg.model.Runtime runtime,
      List<Prefix.Tree> trees,
      Optional<Path> launcher,
      Optional<Generation> carriedFrom) {}
}
