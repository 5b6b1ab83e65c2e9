package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells whether a generation is in use. Clients hold its lease with flock(2), which Java's own
 * locks do not see on Linux: the kernel's list of locks does.
 */
final class Occupancy {
  private final Path proc;

  Occupancy(Path proc) {
    this.proc = proc;
  }

  boolean isLeased(Path lease) throws IOException {
    if (!Files.exists(lease)) {
      return false;
    }
    Path locks = proc.resolve("locks");
    if (Files.isReadable(locks)) {
      String inode = ":" + Files.getAttribute(lease, "unix:ino") + " ";
      for (String line : Files.readAllLines(locks, StandardCharsets.ISO_8859_1)) {
        if (line.contains(inode)) {
          return true;
        }
      }
      return false;
    }
    try (FileChannel channel = FileChannel.open(lease, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** Those of some prefixes that processes were started with; every process is read once. */
  Set<Integer> running(Map<Integer, Path> roots) throws IOException {
    Map<Integer, List<byte[]>> marks = new TreeMap<>();
    roots.forEach((number, root) -> marks.put(number, List.of(mark(root, "/"), mark(root, "\0"))));
    Set<Integer> found = new TreeSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        for (String file : new String[] {"cmdline", "environ"}) {
          byte[] text = text(process.resolve(file));
          marks.forEach(
              (number, ends) -> {
                if (ends.stream().anyMatch(end -> contains(text, end))) {
                  found.add(number);
                }
              });
          marks.keySet().removeAll(found);
        }
        if (marks.isEmpty()) {
          return found;
        }
      }
    } catch (NoSuchFileException e) {
      return found;
    }
    return found;
  }

  private static byte[] mark(Path root, String end) {
    return (root + end).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] text(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      return new byte[0]; // The process ended, or belongs to somebody else.
    }
  }

  private static boolean contains(byte[] text, byte[] mark) {
    for (int i = 0; i + mark.length <= text.length; i++) {
      int j = 0;
      while (j < mark.length && text[i + j] == mark[j]) {
        j++;
      }
      if (j == mark.length) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether nobody uses a generation, nor can from now on, its lease retired. A client opens the
   * lease, locks it, and then looks whether its name is still there: one of us sees the other.
   */
  boolean freed(Folders folders, int number) throws IOException {
    Path lease = folders.lease(number);
    if (isLeased(lease)) {
      return false;
    }
    if (!Files.exists(lease)) {
      return !isLeased(folders.retired(number));
    }
    Folders.move(lease, folders.retired(number));
    if (isLeased(folders.retired(number))) {
      Folders.move(folders.retired(number), lease);
      return false;
    }
    return true;
  }
}
