package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.UUID;

/**
 * The open folders of a stored tree, in which caches are made, and the same folders of a copy.
 *
 * @param stored the tree
 * @param own its copy, which may be absent
 */
record Caches(Path stored, Path own) {
  /** Copies what the copy has not got. */
  void bring() throws IOException {
    if (!Files.isDirectory(own)) {
      return;
    }
    Files.walkFileTree(
        stored,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            Path folder = file.getParent();
            Path place = own.resolve(stored.relativize(file));
            if (seen.isRegularFile()
                && folder != null
                && Files.notExists(place)
                && !folder.equals(stored)
                && isOpen(folder)) {
              bring(file, place);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isOpen(Path folder) throws IOException {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OWNER_WRITE);
  }

  private static void bring(Path file, Path place) throws IOException {
    Path made = place.resolveSibling(".omnipkg-" + UUID.randomUUID());
    try {
      TreeCopies.file(file, made);
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
