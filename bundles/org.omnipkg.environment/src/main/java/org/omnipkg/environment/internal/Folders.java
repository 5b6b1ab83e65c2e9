package org.omnipkg.environment.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.api.Removal;

/**
 * Where the parts of one environment lie.
 *
 * @param base {@code env/NAME}
 */
record Folders(Path base) {
  private static final Pattern NUMBERED = Pattern.compile("(\\d{4,9})(?:\\.json|\\.files|\\.own)?");

  Path current() {
    return base.resolve("current");
  }

  Path lock() {
    return base.resolve("lock");
  }

  Path root(int number) {
    return base.resolve("gens").resolve(padded(number));
  }

  Path farm(int number) {
    return base.resolve("farm").resolve(padded(number));
  }

  Path states() {
    return base.resolve("state");
  }

  Path state(int number) {
    return states().resolve(padded(number) + ".json");
  }

  /** What was put down in the generation's real folders. */
  Path files(int number) {
    return base.resolve("state").resolve(padded(number) + ".files");
  }

  /** The environment's own copies of stored trees. */
  Path own() {
    return base.resolve("own");
  }

  /** Which of them a generation uses. */
  Path ownTrees(int number) {
    return states().resolve(padded(number) + ".own");
  }

  /** What was put aside when a generation's trees were mended. */
  Path aside(int number) {
    return base.resolve("aside").resolve(padded(number));
  }

  Path lease(int number) {
    return base.resolve("leases").resolve(padded(number));
  }

  /** The generation the link names; one read, so that it is one generation. */
  OptionalInt currentNumber() throws IOException {
    try {
      Path target = Files.readSymbolicLink(current());
      Matcher m = NUMBERED.matcher(String.valueOf(target.getFileName()));
      return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    } catch (NoSuchFileException | NotLinkException e) {
      return OptionalInt.empty();
    }
  }

  /** Seen at once; on the disk when the names in {@link #base} are. */
  void flip(int number) throws IOException {
    Path fresh = base.resolve(".current-" + padded(number));
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, Path.of("gens", padded(number)));
    move(fresh, current());
  }

  /** Every number that has left anything on disk, ascending. */
  TreeSet<Integer> numbers() throws IOException {
    TreeSet<Integer> found = new TreeSet<>();
    for (String folder : new String[] {"gens", "farm", "state", "leases"}) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(base.resolve(folder))) {
        for (Path file : files) {
          Matcher m = NUMBERED.matcher(file.getFileName().toString());
          if (m.matches()) {
            found.add(Integer.parseInt(m.group(1)));
          }
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        continue;
      }
    }
    return found;
  }

  /** Removes a generation: its state first, so that it never looks complete when it is not. */
  void removeGeneration(int number) throws IOException {
    Files.deleteIfExists(state(number));
    Removal.of(root(number));
    Removal.of(farm(number));
    Removal.of(aside(number));
    Files.deleteIfExists(files(number));
    Files.deleteIfExists(ownTrees(number));
    Files.deleteIfExists(lease(number));
    Files.deleteIfExists(retired(number));
  }

  /** The lease on its way out: whoever opened it earlier holds it still, nobody finds it anew. */
  Path retired(int number) {
    return base.resolve("leases").resolve(padded(number) + ".retired");
  }

  static String padded(int number) {
    return String.format("%04d", number);
  }

  /** Makes a folder ours to write again, whatever modes somebody gave it. */
  static void open(Path folder) {
    File file = folder.toFile();
    if (!Files.isSymbolicLink(folder) && Files.isDirectory(folder) && !usable(file)) {
      boolean opened =
          file.setWritable(true, true) & file.setReadable(true, true) & file.setExecutable(true);
      if (!opened) {
        return; // Somebody else's: what is tried next says so.
      }
    }
  }

  private static boolean usable(File folder) {
    return folder.canWrite() && folder.canRead() && folder.canExecute();
  }

  /** The folders that hold all generations, in case somebody shut them. */
  void openAll() {
    open(base);
    for (String folder : new String[] {"gens", "farm", "state", "leases", "own", "aside"}) {
      open(base.resolve(folder));
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
