package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;

/**
 * Copies that share their blocks until one of them is written to (btrfs, XFS, bcachefs): they cost
 * neither the time nor the space of the bytes. Java 17 cannot ask for them; {@code cp} can.
 */
final class Clones {
  private static final Path CP = Path.of("/usr/bin/cp");
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /** More names than this in one command could be more than a command may be long. */
  private static final int AT_ONCE = 200;

  private final Optional<Processes> processes;

  /** Whether files of one disk can be cloned to another. */
  private final Map<List<FileStore>, Boolean> known = new ConcurrentHashMap<>();

  Clones(Optional<Processes> processes) {
    this.processes = processes;
  }

  /** Whether all of it is done; what a failed attempt left is removed. */
  boolean make(Map<Path, Path> places, Progress progress) throws IOException {
    if (places.isEmpty() || processes.isEmpty() || !Files.isExecutable(CP)) {
      return places.isEmpty();
    }
    Map.Entry<Path, Path> first = places.entrySet().iterator().next();
    if (!possible(first.getKey(), first.getValue(), progress)) {
      return false;
    }
    Map<Path, List<Path>> byFolder = new LinkedHashMap<>();
    for (Map.Entry<Path, Path> one : places.entrySet()) {
      byFolder
          .computeIfAbsent(one.getValue().getParent(), p -> new ArrayList<>())
          .add(one.getKey());
    }
    for (Map.Entry<Path, List<Path>> some : byFolder.entrySet()) {
      List<Path> trees = some.getValue();
      for (int from = 0; from < trees.size(); from += AT_ONCE) {
        List<Path> part = trees.subList(from, Math.min(from + AT_ONCE, trees.size()));
        if (!cp(part, some.getKey(), progress)) {
          for (Path place : places.values()) {
            Folders.delete(place);
          }
          return false;
        }
      }
    }
    return true;
  }

  private boolean possible(Path tree, Path place, Progress progress) throws IOException {
    Path folder = Objects.requireNonNull(place.getParent());
    List<FileStore> disks = List.of(Files.getFileStore(tree), Files.getFileStore(folder));
    Boolean before = known.get(disks);
    if (before != null) {
      return before;
    }
    Optional<Path> sample;
    try (Stream<Path> files = Files.walk(tree)) {
      sample = files.filter(file -> Files.isRegularFile(file) && size(file) > 0).findFirst();
    }
    if (sample.isEmpty()) {
      return false;
    }
    boolean possible = cp(List.of(sample.get()), folder, progress);
    Files.deleteIfExists(folder.resolve(sample.get().getFileName().toString()));
    known.put(disks, possible);
    return possible;
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private boolean cp(List<Path> what, Path into, Progress progress) {
    List<String> argv = new ArrayList<>(List.of(CP.toString(), "-a", "--reflink=always", "--"));
    what.forEach(path -> argv.add(path.toString()));
    argv.add(into.toString());
    Desk.Command command =
        new Desk.Command(
            argv, into, Map.of("LC_ALL", "C"), Optional.empty(), PATIENCE, Optional.empty());
    try {
      return processes.orElseThrow().run(command, progress).exit() == 0;
    } catch (Refusal cannot) {
      return false;
    }
  }
}
