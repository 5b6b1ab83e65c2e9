package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** Brings what decides over a state to the disk, in the order in which it is relied on. */
final class Durable {
  private Durable() {}

  static void file(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** The names in a folder; some file systems will not do it, and then nothing more can be done. */
  static void names(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException refused) {
      return;
    }
  }

  /** The names in several folders, at once: a journal takes them together. */
  static void names(List<Path> folders, Executor helpers) {
    List<FutureTask<Void>> others = new ArrayList<>();
    for (Path folder : folders.subList(1, folders.size())) {
      FutureTask<Void> other = new FutureTask<>(() -> names(folder), null);
      others.add(other);
      helpers.execute(other);
    }
    names(folders.get(0));
    for (FutureTask<Void> other : others) {
      try {
        other.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        // What was changed is seen already; only the waiting ends.
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
