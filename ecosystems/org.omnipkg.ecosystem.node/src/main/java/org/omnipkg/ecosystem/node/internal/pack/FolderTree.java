package org.omnipkg.ecosystem.node.internal.pack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedSet;
import java.util.TreeSet;

/** A folder on a disk. */
public record FolderTree(Path folder, SortedSet<String> files) implements Tree {
  /** As it is now. */
  public static FolderTree of(Path folder) throws IOException {
    SortedSet<String> files = new TreeSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) {
            if (seen.isRegularFile()) {
              files.add(folder.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new FolderTree(folder, files);
  }

  @Override
  public String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }
}
