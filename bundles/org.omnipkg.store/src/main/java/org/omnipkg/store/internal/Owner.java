package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One opened store: a name of its own and a locked file that tells others it lives. Nothing here
 * asks the clock: what is left over is what has no living owner.
 */
final class Owner implements AutoCloseable {
  /** Of a process: a second channel on one's own lock file would give the lock away when closed. */
  private static final String SELF = identity();

  private final Path folder;
  private final String name;
  private final FileChannel channel;
  private final AtomicLong counter = new AtomicLong();

  Owner(Path root) {
    this.folder = root.resolve("owners");
    try {
      while (true) {
        String tried = SELF + "." + HexFormat.of().toHexDigits(new SecureRandom().nextInt());
        @Nullable FileChannel locked = lock(tried);
        if (locked != null) {
          this.name = tried;
          this.channel = locked;
          return;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Null when somebody tidied the file away before it was locked. */
  private @Nullable FileChannel lock(String tried) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(tried);
    FileChannel opened =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    Object before = key(file);
    if (opened.tryLock() != null && before != null && before.equals(key(file))) {
      return opened;
    }
    opened.close();
    return null;
  }

  /** A name nothing has yet. */
  String fresh() {
    return name + "-" + counter.incrementAndGet();
  }

  /** Whether the one who named this still lives. */
  boolean lives(String left) {
    int dash = left.lastIndexOf('-');
    if (dash < 0) {
      return false;
    }
    String other = left.substring(0, dash);
    if (other.startsWith(SELF + ".")) {
      return Files.exists(folder.resolve(other));
    }
    return locked(folder.resolve(other));
  }

  private static boolean locked(Path file) {
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return other.tryLock() == null;
    } catch (OverlappingFileLockException held) {
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException unknown) {
      return true;
    }
  }

  /** Removes the files of the dead; they are locked while they go, so that nobody takes them up. */
  void bury() throws IOException {
    for (Path file : Sweep.list(folder)) {
      if (String.valueOf(file.getFileName()).startsWith(SELF + ".")) {
        continue;
      }
      try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
        if (other.tryLock() != null) {
          Files.deleteIfExists(file);
        }
      } catch (OverlappingFileLockException | NoSuchFileException notOurs) {
        continue;
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    channel.close();
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.fileKey() == null ? file : seen.fileKey();
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  /** The number of a process may come back, with the moment it was started it does not. */
  private static String identity() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return Long.toHexString(self.pid()) + "." + Long.toHexString(start);
  }
}
