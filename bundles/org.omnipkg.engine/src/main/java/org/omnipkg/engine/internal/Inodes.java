package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How large a tree is, and how much of it lies in other trees as well. */
final class Inodes {
  /** The object itself and this tree: more names mean that somebody else may have one. */
  private static final int OWN_NAMES = 2;

  private static final String UNIX = "unix:isRegularFile,isDirectory,fileKey,size,nlink,ctime";

  private int files;
  private long bytes;
  private long shared;
  private long looks;
  private final Map<Object, Long> candidates = new HashMap<>();

  private Inodes() {}

  /** What was counted. */
  record Size(int files, long bytes, long shared) {}

  /** What a tree's own files say; whether others have them too is not known yet. */
  static Inodes own(Path tree) {
    Inodes counted = new Inodes();
    if (tree.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      counted.folder(tree);
    } else {
      walk(tree, (file, attributes) -> counted.add(attributes.size()));
    }
    return counted;
  }

  /**
   * Counts a tree.
   *
   * @param others roots of the trees it may share with; read only when a file has further names
   */
  static Size of(Path tree, List<Path> others) {
    return own(tree).among(tree, others);
  }

  /** Whether some of it may lie elsewhere too. */
  boolean mayShare() {
    return !candidates.isEmpty();
  }

  /**
   * One number for how all files look: inode, size, number of names and the time of the last change
   * of any of these, which the kernel sets and nobody else can.
   */
  long looks() {
    return looks;
  }

  /** The size, once the other trees are known. */
  Size among(Path tree, List<Path> others) {
    Map<Object, Long> open = new HashMap<>(candidates);
    for (Path other : others) {
      if (open.isEmpty()) {
        break;
      }
      if (!other.equals(tree)) {
        look(other, open);
      }
    }
    return new Size(files, bytes, shared);
  }

  private void add(long size) {
    files++;
    bytes += size;
  }

  /** One call to the file system for each name. */
  private void folder(Path folder) {
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder)) {
      for (Path name : names) {
        count(name);
      }
    } catch (IOException | DirectoryIteratorException gone) {
      return; // Collected or compiled anew this very moment.
    }
  }

  private void count(Path file) {
    Map<String, Object> seen;
    try {
      seen = Files.readAttributes(file, UNIX, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException gone) {
      return; // As above.
    }
    if (Boolean.TRUE.equals(seen.get("isDirectory"))) {
      folder(file);
    } else if (Boolean.TRUE.equals(seen.get("isRegularFile"))) {
      Object key = Objects.requireNonNull(seen.get("fileKey"));
      long size = (Long) seen.getOrDefault("size", 0L);
      int names = (Integer) seen.getOrDefault("nlink", 0);
      add(size);
      // Added up: folders list their files in no certain order.
      looks += mixed(Objects.hash(key, size, names), seen.get("ctime"));
      if (size > 0 && names > OWN_NAMES) {
        candidates.merge(key, size, Long::sum);
      }
    }
  }

  private static long mixed(int what, @Nullable Object when) {
    long since = when instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : 0;
    long mixed = (since ^ (long) what << 32) * 0x9E3779B97F4A7C15L;
    return (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
  }

  private void look(Path other, Map<Object, Long> candidates) {
    walk(
        other,
        (file, attributes) -> {
          Object key = attributes.fileKey();
          Long size = key == null ? null : candidates.remove(key);
          if (size != null) {
            shared += size;
          }
        });
  }

  private interface Look {
    void at(Path file, BasicFileAttributes attributes) throws IOException;
  }

  private static void walk(Path tree, Look look) {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile()) {
                look.at(file, attributes);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE; // Collected or compiled anew this very moment.
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
