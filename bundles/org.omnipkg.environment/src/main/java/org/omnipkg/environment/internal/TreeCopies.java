package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Progress;

/** Copies whole trees: modes, ages and links as they are, by several threads. */
final class TreeCopies {
  private static final int THREADS = Math.min(8, Math.max(2, processors()));

  private final Clones clones;

  TreeCopies(Clones clones) {
    this.clones = clones;
  }

  private static int processors() {
    return java.lang.Runtime.getRuntime().availableProcessors();
  }

  /** Whether what is copied from one folder to another, both there, becomes clones. */
  boolean cloned(Path from, Path folder) throws IOException {
    return clones.possible(from, folder, Progress.SILENT);
  }

  /** A folder whose mode and age are given to it last. */
  private record Folder(Path path, BasicFileAttributes meant) {}

  /**
   * Copies each tree to its place, whose parent is there.
   *
   * @param places by tree
   */
  void make(Map<Path, Path> places, Progress progress) throws IOException {
    if (clones.make(places, progress)) {
      return;
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "omnipkg-copies");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> copied = new ArrayList<>();
      List<Folder> folders = new ArrayList<>();
      for (Map.Entry<Path, Path> one : places.entrySet()) {
        walk(one.getKey(), one.getValue(), folders, pool, copied, progress);
      }
      for (Future<?> one : copied) {
        progress.checkpoint();
        await(one);
      }
      Collections.reverse(folders);
      for (Folder folder : folders) {
        finish(folder);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void walk(
      Path tree,
      Path place,
      List<Folder> folders,
      ExecutorService pool,
      List<Future<?>> copied,
      Progress progress)
      throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes seen)
              throws IOException {
            progress.checkpoint();
            Path made = Files.createDirectory(place.resolve(tree.relativize(folder)));
            folders.add(new Folder(made, attributes(folder, seen)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            Path made = place.resolve(tree.relativize(file));
            copied.add(
                pool.submit(
                    () -> {
                      file(file, made);
                      return made;
                    }));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void file(Path file, Path made) throws IOException {
    Files.copy(file, made, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  private static BasicFileAttributes attributes(Path folder, BasicFileAttributes seen)
      throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.readAttributes(folder, PosixFileAttributes.class)
        : seen;
  }

  private static void finish(Folder folder) throws IOException {
    FileTime age = folder.meant().lastModifiedTime();
    Files.setLastModifiedTime(folder.path(), age);
    if (folder.meant() instanceof PosixFileAttributes posix) {
      Files.setPosixFilePermissions(folder.path(), posix.permissions());
    }
  }

  private static void await(Future<?> one) throws IOException {
    try {
      one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.nio.channels.ClosedByInterruptException();
    } catch (ExecutionException failed) {
      rethrow(failed.getCause());
    }
  }

  private static void rethrow(@Nullable Throwable cause) throws IOException {
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof UncheckedIOException io) {
      throw io.getCause();
    }
    throw new IllegalStateException(cause);
  }
}
