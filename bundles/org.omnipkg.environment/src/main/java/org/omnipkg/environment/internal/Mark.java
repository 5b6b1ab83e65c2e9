package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a file looks from outside, one call to the file system.
 *
 * @param kind {@code f}, {@code d} or {@code l}
 * @param modified nanoseconds; of links too, whose target nobody can change in place
 * @param size 0 for folders, whose size says nothing
 */
record Mark(char kind, long modified, long size, long inode, int mode) {
  private static final String UNIX = "unix:lastModifiedTime,size,ino,mode";
  private static final int TYPE = 0170000;

  /** Null when there is nothing. */
  static @Nullable Mark of(Path path) throws IOException {
    try {
      return read(path);
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return null;
    }
  }

  private static Mark read(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return plain(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }
    Map<String, Object> seen = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) seen.getOrDefault("mode", 0);
    char kind =
        switch (mode & TYPE) {
          case 0040000 -> 'd';
          case 0120000 -> 'l';
          default -> 'f';
        };
    return new Mark(
        kind,
        nanos((FileTime) seen.getOrDefault("lastModifiedTime", FileTime.fromMillis(0))),
        kind == 'd' ? 0 : (Long) seen.getOrDefault("size", 0L),
        (Long) seen.getOrDefault("ino", 0L),
        mode & ~TYPE);
  }

  private static Mark plain(BasicFileAttributes seen) {
    char kind = seen.isDirectory() ? 'd' : seen.isSymbolicLink() ? 'l' : 'f';
    return new Mark(kind, nanos(seen.lastModifiedTime()), kind == 'd' ? 0 : seen.size(), 0, 0);
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }

  /** The same thing, whatever was put into it when it is a folder. */
  boolean same(Mark other) {
    return kind == 'd' ? other.kind == 'd' && mode == other.mode : equals(other);
  }

  @Override
  public String toString() {
    return kind + "\t" + modified + "\t" + size + "\t" + inode + "\t" + mode;
  }

  static Mark parse(String[] fields) {
    return new Mark(
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Integer.parseInt(fields[4]));
  }
}
