package org.omnipkg.fetch.internal.practice;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Folders of rehearsals, named by their process; those of processes that are gone are swept. */
final class Leavings {
  private Leavings() {}

  /** A new folder, in one that is made for it. */
  static Path begin(Path all) throws IOException {
    Files.createDirectories(all);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path one : folders) {
        String owner = String.valueOf(one.getFileName()).replaceFirst("-.*", "");
        if (!owner.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
          remove(one);
        }
      }
    }
    return Files.createTempDirectory(all, ProcessHandle.current().pid() + "-");
  }

  /** Removes a folder with all that lies in it. */
  static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path one, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(one);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
