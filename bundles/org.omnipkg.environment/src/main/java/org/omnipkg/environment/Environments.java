package org.omnipkg.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.omnipkg.api.Places;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Trace;
import org.osgi.annotation.versioning.ProviderType;

/** Environments on disk. */
@ProviderType
public interface Environments {
  /** Those of other places, which know nothing of these. */
  Environments over(Places places);

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
   * attempt left is swept away by the next. What two languages want at one place goes to the first;
   * a note says so.
   */
  Generation commit(Hold hold, State state, PrefixInput input, Progress progress);

  /**
   * For one layout in every part.
   *
   * @param layout turns the prefix (root and farm chosen here) into steps
   */
  default Generation commit(
      Hold hold,
      State state,
      PrefixInput input,
      Function<Prefix, List<Step>> layout,
      Progress progress) {
    return commit(hold, state, input.with(layout), progress);
  }

  /**
   * {@code env/NAME/current}, the one link that flips; whether or not the environment exists.
   *
   * @throws org.omnipkg.model.Refusal {@code environment.bad-name}
   */
  Path link(String environment);

  /** Where the links of a generation to the store's trees lie: {@code env/NAME/farm/NNNN}. */
  Path farm(Generation generation);

  /**
   * Whether anything looks different from how it was put down. Cheap: it asks for the times of what
   * was put down and opens nothing. It may say yes where {@link #traces} then finds nothing, never
   * the other way round; caches do not count.
   */
  boolean touched(Generation generation);

  /**
   * What others added to, removed from or changed in the real folders of a generation, in a stable
   * order, new folders before what is in them. Store trees behind links are not looked into; caches
   * ({@link org.omnipkg.spi.Step.Merge}) are passed over. Empty for a generation of which nothing
   * was noted when it was made.
   */
  List<Trace> traces(Generation generation);

  /**
   * Names ({@code SHELF/KEY}) of the stored trees of which a generation uses copies that are its
   * environment's own ({@link Sharing#COPIES}).
   */
  default Set<String> own(Generation generation) {
    return Set.of();
  }

  /** Those of them that look different from the stored tree; the next commit makes them alike. */
  default Set<String> changed(Generation generation) {
    return Set.of();
  }

  /** Gives copies of these trees the caches that were made in the stored ones since. */
  default void refresh(Set<String> trees) {}

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
   * @param parts one per language, in the order of their right to a place
   * @param carriedFrom the generation whose carried files ({@link State#carried()} of the new
   *     state) are taken along, with their modes and times; links stay links; where a small file
   *     names its own generation's folder it then names the new one. Empty when none are
   * @param moved for carried paths that lie elsewhere than they lay: the old path by the new
   * @param sharing how much of the store the generation shares
   */
  record PrefixInput(
      List<Part> parts,
      Optional<Generation> carriedFrom,
      Map<String, String> moved,
      Sharing sharing) {
    public PrefixInput {
      parts = List.copyOf(parts);
      moved = Map.copyOf(moved);
    }

    /** Of one language, without a layout yet. */
    public PrefixInput(
        org.omnipkg.model.Runtime runtime,
        List<Prefix.Tree> trees,
        Optional<Path> launcher,
        Optional<Generation> carriedFrom,
        Map<String, String> moved,
        Sharing sharing) {
      this(
          List.of(new Part(runtime, trees, List.of(), launcher, prefix -> List.of())),
          carriedFrom,
          moved,
          sharing);
    }

    /** Carried files stay where they are; what can be shared is. */
    public PrefixInput(
        org.omnipkg.model.Runtime runtime,
        List<Prefix.Tree> trees,
        Optional<Path> launcher,
        Optional<Generation> carriedFrom) {
      this(runtime, trees, launcher, carriedFrom, Map.of(), Sharing.LINKS);
    }

    PrefixInput with(Function<Prefix, List<Step>> layout) {
      return new PrefixInput(
          parts.stream()
              .map(p -> new Part(p.runtime(), p.trees(), p.edges(), p.launcher(), layout))
              .toList(),
          carriedFrom,
          moved,
          sharing);
    }
  }

  /**
   * What one language brings.
   *
   * @param edges among the nodes of its trees and from elsewhere to them
   * @param layout turns the prefix (root and farm chosen by the house) into steps
   */
  record Part(
      org.omnipkg.model.Runtime runtime,
      List<Prefix.Tree> trees,
      List<Edge> edges,
      Optional<Path> launcher,
      Function<Prefix, List<Step>> layout) {
    public Part {
      trees = List.copyOf(trees);
      edges = List.copyOf(edges);
    }
  }

  /** What becomes of the files of stored trees in a generation. */
  enum Sharing {
    /** {@link #COPIES} where the file system clones files, {@link #LINKS} elsewhere. */
    AUTO,
    /** Folders and large files are the store's own, linked. */
    LINKS,
    /**
     * Every file is the environment's own, copied once per stored tree (cloned where the file
     * system can): whoever writes there, root included, reaches no other environment. An
     * environment of the house's own, for the time of one build, shares all the same.
     */
    COPIES
  }
}
