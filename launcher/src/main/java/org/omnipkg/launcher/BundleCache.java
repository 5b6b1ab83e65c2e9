package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cache folder for Felix that no other process uses: the daemon and single runs beside it each
 * take the first free one. Warm only when it was filled completely, from this very folder.
 */
final class BundleCache implements AutoCloseable {
  private static final int SLOTS = 64;
  private final Path folder;
  private final Path mark;
  private final String content;

  private final FileChannel lock;

  private BundleCache(Path folder, String content, FileChannel lock) {
    this.folder = folder;
    this.mark = folder.resolveSibling(folder.getFileName() + ".ready");
    this.content = content;
    this.lock = lock;
  }

  static BundleCache acquire(Home home, Distribution distribution) throws IOException {
    Path group = home.cache().resolve("felix-" + distribution.build());
    String content = distribution.root() + "\n" + distribution.build() + "\n";
    Files.createDirectories(group);
    for (int slot = 0; slot < SLOTS; slot++) {
      FileChannel lock = open(group.resolve(slot + ".lock"));
      if (lock.tryLock() != null) {
        BundleCache cache = new BundleCache(group.resolve(Integer.toString(slot)), content, lock);
        if (!cache.warm()) {
          sweep(home.cache(), group);
        }
        return cache;
      }
      lock.close();
    }
    throw new Trouble("client.busy", "too many omnipkg processes run at once");
  }

  Path folder() {
    return folder;
  }

  /** What {@link ClassPathModules} keeps of the bundles in here. */
  Path index() {
    return folder.resolveSibling(folder.getFileName() + ".modules");
  }

  boolean warm() throws IOException {
    return Files.exists(mark) && Files.readString(mark).equals(content);
  }

  void empty() throws IOException {
    Files.deleteIfExists(mark);
    delete(folder);
  }

  void filled() throws IOException {
    Files.writeString(mark, content);
  }

  /** Another process may use it now. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  /** Deletes the caches of other builds that nobody uses. */
  private static void sweep(Path caches, Path current) throws IOException {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(caches, "felix-*")) {
      for (Path group : groups) {
        if (!group.equals(current) && unused(group)) {
          delete(group);
        }
      }
    }
  }

  private static boolean unused(Path group) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(group, "*.lock")) {
      for (Path path : locks) {
        try (FileChannel lock = open(path)) {
          if (lock.tryLock() == null) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
