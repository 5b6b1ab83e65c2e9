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
import org.omnipkg.api.Removal;
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

  /** Bytes: more than a file system keeps beside a file's name. */
  private static final int SAMPLE = 1 << 16;

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
    Path beside = Objects.requireNonNull(first.getValue().getParent());
    if (!possible(first.getKey(), beside, progress)) {
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
            Removal.of(place);
          }
          return false;
        }
      }
    }
    return true;
  }

  /** Whether files below one folder can be cloned into another, both there; tried once per disk. */
  boolean possible(Path from, Path folder, Progress progress) throws IOException {
    if (processes.isEmpty() || !Files.isExecutable(CP)) {
      return false;
    }
    List<FileStore> disks = List.of(Files.getFileStore(from), Files.getFileStore(folder));
    Boolean before = known.get(disks);
    if (before != null) {
      return before;
    }
    boolean possible = disks.get(0).equals(disks.get(1)) && tried(folder, progress);
    known.put(disks, possible);
    return possible;
  }

  private boolean tried(Path folder, Progress progress) throws IOException {
    Path scratch = Files.createTempDirectory(folder, ".clone-");
    try {
      Path sample = Files.write(scratch.resolve("sample"), new byte[SAMPLE]);
      return cp(List.of(sample), Files.createDirectory(scratch.resolve("copy")), progress);
    } finally {
      Removal.of(scratch);
    }
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
