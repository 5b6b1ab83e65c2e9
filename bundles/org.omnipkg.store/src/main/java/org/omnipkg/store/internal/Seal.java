package org.omnipkg.store.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The folders of a tree are closed: nobody but root adds, replaces or removes files there through a
 * link. Caches in it stay open; so does the top, which a rename must be able to move.
 */
final class Seal {
  private static final Set<PosixFilePermission> CLOSED =
      PosixFilePermissions.fromString("r-xr-xr-x");

  private Seal() {}

  /** Closes all folders of a tree. */
  static void close(Path tree, Collection<String> caches) throws IOException {
    for (String cache : caches) {
      Files.createDirectories(TreeNames.name(tree, cache));
    }
    if (!tree.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
              throws IOException {
            String name = tree.relativize(folder).toString().replace('\\', '/');
            if (!folder.equals(tree) && !caches.contains(name)) {
              Files.setPosixFilePermissions(folder, CLOSED);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            age(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * The same, when it is known what folders there are.
   *
   * @param folders relative, all of them, the caches' apart
   */
  static void close(Path tree, Set<String> folders, Collection<String> caches) throws IOException {
    boolean posix = tree.getFileSystem().supportedFileAttributeViews().contains("posix");
    Set<String> open = new HashSet<>(caches);
    Set<String> all = new HashSet<>(folders);
    for (String cache : caches) {
      Files.createDirectories(TreeNames.name(tree, cache));
      for (int slash = cache.lastIndexOf('/'); slash > 0; ) {
        String above = cache.substring(0, slash);
        all.add(above);
        slash = above.lastIndexOf('/');
      }
    }
    for (String folder : all) {
      if (posix && !open.contains(folder)) {
        Path path = tree.resolve(folder);
        Files.setPosixFilePermissions(path, CLOSED);
        Files.setLastModifiedTime(path, Objects.AGE);
      }
    }
  }

  /** A closed folder has the store's age, so that whatever comes and goes in it shows. */
  static void age(Path folder) throws IOException {
    if (closed(folder)) {
      Files.setLastModifiedTime(folder, Objects.AGE);
    }
  }

  /** Whether nothing came to a closed folder, or left it, since it was closed. */
  static boolean holdsFolder(Path folder) {
    try {
      PosixFileAttributes seen = Files.readAttributes(folder, PosixFileAttributes.class);
      return seen.permissions().contains(PosixFilePermission.OWNER_WRITE)
          || seen.lastModifiedTime().toMillis() == Objects.AGE.toMillis();
    } catch (UnsupportedOperationException notHere) {
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /** Files in closed folders that are not among those meant to be there. */
  static List<Path> strangers(Path tree, Set<String> meant) throws IOException {
    List<Path> strangers = new ArrayList<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
              throws IOException {
            return folder.equals(tree) || closed(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            if (!meant.contains(tree.relativize(file).toString().replace('\\', '/'))) {
              strangers.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return strangers;
  }

  /** Whether the closed folders have nothing younger in them than the store's own. */
  static boolean holds(Path tree) {
    AtomicBoolean held = new AtomicBoolean(true);
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
                throws IOException {
              boolean closed = closed(folder);
              if (closed && seen.lastModifiedTime().toMillis() != Objects.AGE.toMillis()) {
                held.set(false);
                return FileVisitResult.TERMINATE;
              }
              return closed || folder.equals(tree)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
              // A link cannot be given an age; the closed folder it lies in has one.
              held.set(
                  seen.isSymbolicLink()
                      || seen.lastModifiedTime().toMillis() == Objects.AGE.toMillis());
              return held.get() ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return held.get();
  }

  private static boolean closed(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
  }

  /** Does something in a closed folder of a tree, or in one that has to be made there first. */
  static void within(Path folder, Staging.Making making) throws IOException {
    Path parent = folder.getParent();
    boolean missing = Files.notExists(folder) && parent != null;
    if (missing && parent != null) {
      within(parent, () -> Files.createDirectory(folder));
    }
    boolean closed = missing || closed(folder);
    open(folder);
    try {
      making.run();
    } finally {
      if (closed) {
        shut(folder);
        age(folder);
      }
    }
  }

  static void ageAll(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
              throws IOException {
            age(folder);
            return folder.equals(tree) || closed(folder)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }
        });
  }

  static void shut(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, CLOSED);
    }
  }

  /** For deleting it. */
  static void open(Path folder) {
    File closed = folder.toFile();
    if (!closed.canWrite() && !closed.setWritable(true, true)) {
      return; // Deleting what is in it says why.
    }
  }
}
