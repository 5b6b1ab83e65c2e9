package org.omnipkg.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * How a file or folder looks: the same look means the same content, once it has settled.
 *
 * @param size in bytes
 * @param file tells it from another one by its name, where the file system can
 */
public record Look(FileTime modified, long size, @Nullable Object file) {
  /** Two changes closer than this may leave the same time. */
  private static final long SETTLED_MILLIS = 2_000;

  /** How it looks now, links followed. */
  public static Look of(Path path) throws IOException {
    return of(Files.readAttributes(path, BasicFileAttributes.class));
  }

  /** How it looked when these were read. */
  public static Look of(BasicFileAttributes seen) {
    return new Look(seen.lastModifiedTime(), seen.size(), seen.fileKey());
  }

  /** Whether it changed long enough ago for the next change to have another time. */
  public boolean settled() {
    return System.currentTimeMillis() - modified.toMillis() > SETTLED_MILLIS;
  }
}
