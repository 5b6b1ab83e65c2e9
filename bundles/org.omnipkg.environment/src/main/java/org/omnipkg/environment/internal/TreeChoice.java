package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;

/**
 * Whether a generation links into the store's trees or has trees of its own, copies of those; and
 * what becomes of its own afterwards.
 */
final class TreeChoice {
  private final Places places;
  private final TreeCopies copies;

  /** Whether the disk of the home clones files; asked once. */
  private volatile @Nullable Boolean cloning;

  TreeChoice(Places places, TreeCopies copies) {
    this.places = places;
    this.copies = copies;
  }

  /** The parts of a generation to be made, over the trees it is to have. */
  List<Environments.Part> parts(
      Environments.PrefixInput input, Folders folders, int number, Progress progress)
      throws IOException {
    return isOwn(input.sharing(), folders)
        ? at(folders).furnish(input.parts(), number, progress)
        : input.parts();
  }

  private boolean isOwn(Environments.Sharing sharing, Folders folders) throws IOException {
    if (sharing != Environments.Sharing.AUTO) {
      return sharing == Environments.Sharing.COPIES;
    }
    Boolean known = cloning;
    if (known == null) {
      known = copies.cloned(places.store(), folders.base());
      cloning = known;
    }
    return known;
  }

  private OwnTrees at(Folders folders) {
    return new OwnTrees(folders, copies);
  }

  /** Names of the trees that are a generation's own. */
  Set<String> own(Folders folders, int number) {
    try {
      return at(folders).of(number);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of them that are no longer like the store's. */
  Set<String> changed(Folders folders, int number) {
    OwnTrees trees = at(folders);
    return own(folders, number).parallelStream()
        .filter(name -> !like(places.store().resolve(name), trees.at(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean like(Path stored, Path own) {
    try {
      return !Files.isDirectory(stored) || new Likeness(stored, own).holds();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings what the store's trees got since, such as compiled files, into an environment's own. */
  void refresh(Folders folders, Set<String> trees) {
    for (String tree : trees) {
      try {
        new Caches(places.store().resolve(tree), at(folders).at(tree)).bring();
      } catch (IOException e) {
        continue; // Removed, shut or full: an import makes for itself what is missing.
      }
    }
  }

  /** Removes trees that no generation has any more. */
  void sweep(Folders folders) throws IOException {
    at(folders).sweep();
  }
}
