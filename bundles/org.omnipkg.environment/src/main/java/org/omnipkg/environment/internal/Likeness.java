package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a copy of a stored tree against the tree by looks alone: kind, size, age and mode of each
 * file. Folders that are open in the stored tree are caches and not looked into.
 */
final class Likeness {
  private final boolean modes;
  private final Path stored;
  private final Path own;

  Likeness(Path stored, Path own) {
    this.stored = stored;
    this.own = own;
    this.modes = stored.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** What became of a file. */
  enum Kind {
    /** Another file, or the same with other content. */
    CHANGED,
    MISSING,
    ADDED,
    /** Only who may read and write it. */
    MODE
  }

  /**
   * One difference.
   *
   * @param path relative to the tree; of a folder that is missing or was added, the folder alone
   */
  record Difference(Kind kind, Path path) {}

  boolean holds() throws IOException {
    return differences(1).isEmpty();
  }

  List<Difference> differences() throws IOException {
    return differences(Integer.MAX_VALUE);
  }

  private List<Difference> differences(int most) throws IOException {
    List<Difference> found = new ArrayList<>();
    folder(Path.of(""), most, found);
    return found;
  }

  private void folder(Path path, int most, List<Difference> found) throws IOException {
    Set<String> meant = names(stored.resolve(path));
    Set<String> there = names(own.resolve(path));
    for (String name : there) {
      if (!meant.contains(name) && found.size() < most) {
        found.add(new Difference(Kind.ADDED, path.resolve(name)));
      }
    }
    for (String name : meant) {
      if (found.size() >= most) {
        return;
      }
      entry(path.resolve(name), most, found);
    }
  }

  private void entry(Path path, int most, List<Difference> found) throws IOException {
    BasicFileAttributes meant = look(stored.resolve(path));
    BasicFileAttributes there = look(own.resolve(path));
    if (meant == null) {
      return; // A cache somebody emptied at this moment.
    }
    Optional<Kind> kind = kind(path, meant, there);
    kind.ifPresent(one -> found.add(new Difference(one, path)));
    if (meant.isDirectory() && there != null && there.isDirectory() && !isOpen(meant)) {
      folder(path, most, found);
    }
  }

  private Optional<Kind> kind(
      Path path, BasicFileAttributes meant, @Nullable BasicFileAttributes there)
      throws IOException {
    if (there == null) {
      return Optional.of(Kind.MISSING);
    }
    boolean same =
        meant.isDirectory()
            ? there.isDirectory()
            : meant.isSymbolicLink()
                ? there.isSymbolicLink() && target(stored, path).equals(target(own, path))
                : there.isRegularFile()
                    && meant.size() == there.size()
                    && micros(meant) == micros(there);
    if (!same) {
      return Optional.of(Kind.CHANGED);
    }
    return meant.isSymbolicLink() || permissions(meant).equals(permissions(there))
        ? Optional.empty()
        : Optional.of(Kind.MODE);
  }

  /** Times of copies are as fine as Java sets them. */
  private static long micros(BasicFileAttributes seen) {
    return seen.lastModifiedTime().to(TimeUnit.MICROSECONDS);
  }

  private static Path target(Path tree, Path path) throws IOException {
    return Files.readSymbolicLink(tree.resolve(path));
  }

  private static Set<PosixFilePermission> permissions(BasicFileAttributes seen) {
    return seen instanceof PosixFileAttributes posix ? posix.permissions() : Set.of();
  }

  private static boolean isOpen(BasicFileAttributes folder) {
    return permissions(folder).contains(PosixFilePermission.OWNER_WRITE);
  }

  private @Nullable BasicFileAttributes look(Path path) throws IOException {
    try {
      Class<? extends BasicFileAttributes> kind =
          modes ? PosixFileAttributes.class : BasicFileAttributes.class;
      return Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return null;
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return Set.of();
    }
    return names;
  }
}
