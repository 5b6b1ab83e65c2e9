package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.omnipkg.store.Store;

/**
 * What running flows rely on. Trees are named in a file per hold, under a gate that a collection
 * passes too: named first, then looked for. Objects are remembered by this process alone, in the
 * order they were used; while another process holds anything, no object is collected.
 */
final class Holds {
  private final Path root;
  private final Path folder;
  private final Owner owner;
  private final ReentrantLock gate = new ReentrantLock();
  private final AtomicLong clock = new AtomicLong();
  private final Map<String, Long> open = new ConcurrentHashMap<>();
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  Holds(Path root, Owner owner) {
    this.root = root;
    this.folder = root.resolve("holds");
    this.owner = owner;
  }

  /** Something done while no other process passes. */
  interface Passage<T> {
    T run() throws IOException;
  }

  <T> T alone(Passage<T> passage) throws IOException {
    gate.lock();
    try {
      if (gate.getHoldCount() > 1) {
        return passage.run();
      }
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve("gate"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return passage.run();
      }
    } finally {
      gate.unlock();
    }
  }

  Store.Hold hold() {
    String name = owner.fresh();
    Path file = folder.resolve(name);
    try {
      alone(
          () -> {
            open.put(name, clock.incrementAndGet());
            return Files.createFile(file);
          });
    } catch (IOException failed) {
      open.remove(name);
      throw Refused.or(failed, root);
    }
    return new Store.Hold() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void keep(String shelf, String key) {
        keep(shelf, List.of(key));
      }

      @Override
      public void keep(String shelf, Collection<String> keys) {
        StringBuilder lines = new StringBuilder();
        keys.forEach(key -> lines.append(shelf).append('/').append(key).append('\n'));
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try {
          alone(() -> Files.write(file, bytes, StandardOpenOption.APPEND));
        } catch (IOException failed) {
          throw Refused.or(failed, root);
        }
      }

      @Override
      public void close() {
        release(name, file);
      }
    };
  }

  private void release(String name, Path file) {
    open.remove(name);
    if (open.isEmpty()) {
      long now = clock.get();
      used.values().removeIf(then -> then <= now && open.isEmpty());
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException left) {
      return; // Without its owner it counts for nothing.
    }
  }

  /** Remembers an object before it is looked for. */
  void use(String object) {
    used.put(object, clock.incrementAndGet());
  }

  /**
   * Does it unless the object was used since the oldest hold was opened; nobody uses it between.
   */
  boolean unlessUsed(String object, Passage<Boolean> removal) throws IOException {
    boolean[] done = new boolean[1];
    try {
      used.compute(
          object,
          (name, then) -> {
            // An object used by a flow without a hold is nobody's.
            if (then != null && open.values().stream().anyMatch(since -> since <= then)) {
              return then;
            }
            try {
              done[0] = removal.run();
            } catch (IOException failed) {
              throw new UncheckedIOException(failed);
            }
            return null;
          });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return done[0];
  }

  boolean holds(String name) {
    return Files.exists(folder.resolve(name)) && owner.lives(name);
  }

  /** {@code shelf/key} of all trees that living holds name; to be asked alone. */
  Set<String> trees() throws IOException {
    Set<String> named = new HashSet<>();
    for (Path file : living()) {
      try {
        named.addAll(Files.readAllLines(file));
      } catch (NoSuchFileException closed) {
        continue;
      }
    }
    return named;
  }

  /** Whether another process has a hold; to be asked alone. */
  boolean others() throws IOException {
    return living().stream()
        .anyMatch(file -> !open.containsKey(String.valueOf(file.getFileName())));
  }

  private Set<Path> living() throws IOException {
    Set<Path> living = new HashSet<>();
    for (Path file : Sweep.list(folder)) {
      String name = String.valueOf(file.getFileName());
      if (name.equals("gate")) {
        continue;
      }
      if (owner.lives(name)) {
        living.add(file);
      } else {
        Files.deleteIfExists(file);
      }
    }
    return living;
  }
}
