package org.omnipkg.api;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** How a folder of the house goes, with all that lies in it. */
public final class Removal {
  private Removal() {}

  /**
   * Removes a folder, or a file. Links are removed and never followed, folders that were shut are
   * opened first, and what somebody else removes meanwhile, or did before, is no failure.
   */
  public static void of(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(folder, new Walk());
    }
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      opened(folder); // where it is somebody else's, removing what is in it says so
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** A folder that cannot be read is shown here, and nowhere else. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || !opened(file)) {
        throw why;
      }
      Files.walkFileTree(file, this);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }

    /** Whether it was shut and is ours to read and write now. */
    private static boolean opened(Path folder) {
      File file = folder.toFile();
      return !(file.canWrite() && file.canRead() && file.canExecute())
          && file.setWritable(true, true)
          && file.setReadable(true, true)
          && file.setExecutable(true, true);
    }
  }
}
