package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large a tree is, and how much of it lies in other trees as well. */
final class Inodes {
  /** The object itself and this tree: more names mean that somebody else may have one. */
  private static final int OWN_NAMES = 2;

  private int files;
  private long bytes;
  private long shared;

  private Inodes() {}

  /** What was counted. */
  record Size(int files, long bytes, long shared) {}

  /**
   * Counts a tree.
   *
   * @param others roots of the trees it may share with; read only when a file has further names
   */
  static Size of(Path tree, List<Path> others) {
    Inodes counted = new Inodes();
    Map<Object, Long> candidates = counted.own(tree);
    for (Path other : others) {
      if (candidates.isEmpty()) {
        break;
      }
      if (!other.equals(tree)) {
        counted.look(other, candidates);
      }
    }
    return new Size(counted.files, counted.bytes, counted.shared);
  }

  private Map<Object, Long> own(Path tree) {
    Map<Object, Long> candidates = new HashMap<>();
    walk(
        tree,
        (file, attributes) -> {
          files++;
          bytes += attributes.size();
          Object key = attributes.fileKey();
          if (key != null && attributes.size() > 0 && names(file) > OWN_NAMES) {
            candidates.merge(key, attributes.size(), Long::sum);
          }
        });
    return candidates;
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

  private static int names(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? (Integer) Files.getAttribute(file, "unix:nlink")
        : 0;
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
