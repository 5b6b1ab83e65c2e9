package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.omnipkg.api.Removal;

/** Where things are made before one rename shows them. Names are ours alone. */
final class Staging {
  private final Path folder;
  private final Owner owner;

  Staging(Path root, Owner owner) {
    this.folder = root.resolve("staging");
    this.owner = owner;
  }

  Path folder() {
    return folder;
  }

  /** A name nothing has yet. */
  Path fresh() {
    return folder.resolve(owner.fresh());
  }

  interface Making {
    void run() throws IOException;
  }

  /** Runs again when a folder was missing: anybody may have tidied up meanwhile. */
  static void within(Path folder, Making making) throws IOException {
    try {
      making.run();
    } catch (NoSuchFileException missing) {
      Files.createDirectories(folder);
      making.run();
    }
  }

  /** The same for the folder a file stands in. */
  static void beside(Path file, Making making) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("no folder for " + file.getFileName());
    }
    within(parent, making);
  }

  /** Shows a finished thing under its name, instead of what may be there. */
  static void show(Path made, Path as) throws IOException {
    beside(as, () -> Files.move(made, as, StandardCopyOption.ATOMIC_MOVE));
  }

  /** Takes a tree out of sight at once, then deletes it. */
  void discard(Path tree) throws IOException {
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      Removal.of(aside(tree));
    }
  }

  /** Takes a tree out of sight; deleting it is left to the caller, or to the next sweep. */
  Path aside(Path tree) throws IOException {
    Path aside = fresh();
    try {
      within(folder, () -> Files.move(tree, aside, StandardCopyOption.ATOMIC_MOVE));
    } catch (NoSuchFileException gone) {
      return aside;
    }
    return aside;
  }
}
