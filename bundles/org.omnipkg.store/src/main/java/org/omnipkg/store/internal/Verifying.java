package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.Upkeep.Flaw;
import org.omnipkg.store.Upkeep.Item;

/** Holds every object against its digest and every tree against its list of files. */
final class Verifying {
  private final Objects objects;
  private final Trees trees;

  Verifying(Objects objects, Trees trees) {
    this.objects = objects;
    this.trees = trees;
  }

  List<Flaw> run(Progress progress) {
    ExecutorService readers =
        Executors.newFixedThreadPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
    try (Progress.Task task = progress.task("objects", -1)) {
      List<Callable<List<Flaw>>> work = new ArrayList<>();
      for (Path bucket : Sweep.list(objects.folder())) {
        work.add(() -> bucket(bucket, progress, task));
      }
      for (Tree tree : trees.all()) {
        work.add(() -> tree(tree, progress));
      }
      List<Flaw> flaws = new ArrayList<>();
      for (Future<List<Flaw>> part : readers.invokeAll(work)) {
        flaws.addAll(part.get());
      }
      return flaws;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new java.util.concurrent.CancellationException("cancelled");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      readers.shutdownNow();
    }
  }

  private List<Flaw> bucket(Path bucket, Progress progress, Progress.Task task) throws IOException {
    List<Flaw> flaws = new ArrayList<>();
    for (Path file : Sweep.list(bucket)) {
      progress.checkpoint();
      String name = String.valueOf(file.getFileName());
      Optional<Item> item = Manifest.named(name);
      if (item.isEmpty()) {
        flaws.add(new Flaw("", name, item, "is no object"));
        continue;
      }
      try {
        Optional<String> wrong =
            Objects.unfinished(file) ? Optional.empty() : wrong(file, item.get(), true);
        wrong.ifPresent(text -> flaws.add(new Flaw("", name, item, text)));
      } catch (NoSuchFileException collected) {
        continue;
      }
      task.advance(item.get().digest().size());
    }
    return flaws;
  }

  private static Optional<String> wrong(Path file, Item item, boolean read) throws IOException {
    BasicFileAttributes seen =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!seen.isRegularFile()) {
      return Optional.of("is no file any more");
    }
    if (seen.size() != item.digest().size()) {
      return Optional.of("has " + seen.size() + " bytes, not " + item.digest().size());
    }
    if (read && !Objects.matches(file, item.digest())) {
      return Optional.of("has other content");
    }
    if (!seen.lastModifiedTime().equals(Objects.AGE)) {
      return Optional.of("was written to");
    }
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      // Whoever stored it may have let nobody else read it; nobody ever may write it.
      String mode = PosixFilePermissions.toString(posix.readAttributes().permissions());
      boolean program = mode.charAt(2) == 'x';
      if (mode.indexOf('w') >= 0 || program != item.executable()) {
        return Optional.of("has mode " + mode);
      }
    }
    return Optional.empty();
  }

  private List<Flaw> tree(Tree tree, Progress progress) throws IOException {
    Optional<List<Item>> items = trees.items(tree.shelf(), tree.key());
    if (items.isEmpty()) {
      return List.of(new Flaw(tree.name(), "", Optional.empty(), "has no list of its files"));
    }
    Map<Path, Item> expected = new HashMap<>();
    List<Flaw> flaws = new ArrayList<>();
    for (Item item : items.get()) {
      progress.checkpoint();
      Path file = TreeNames.name(tree.path(), item.path());
      expected.put(file, item);
      look(tree, item, file).ifPresent(flaws::add);
    }
    Set<Path> meant = new HashSet<>(expected.keySet());
    Map<String, String> links = tree.instance().map(Instance::links).orElse(Map.of());
    links.forEach(
        (path, target) -> {
          meant.add(TreeNames.name(tree.path(), path));
          if (!InstanceLinks.whole(tree.path(), path, target)) {
            flaws.add(
                new Flaw(tree.name(), path, Optional.empty(), "does not lead where it should"));
          }
        });
    try {
      flaws.addAll(strangers(tree, meant));
    } catch (NoSuchFileException collected) {
      return List.of();
    }
    return flaws;
  }

  private Optional<Flaw> look(Tree tree, Item item, Path file) throws IOException {
    Path object = objects.path(item.digest(), item.executable());
    try {
      boolean shared = Files.exists(object) && Files.isSameFile(object, file);
      // What is the object itself has been read as such.
      Optional<String> wrong = wrong(file, item, !shared);
      if (wrong.isEmpty() && (!Files.exists(object) || Objects.unfinished(object))) {
        wrong = Optional.of("has lost its object");
      }
      return shared && wrong.isPresent()
          ? Optional.empty()
          : wrong.map(text -> new Flaw(tree.name(), item.path(), Optional.of(item), text));
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException missing) {
      return Optional.of(new Flaw(tree.name(), item.path(), Optional.of(item), "is missing"));
    } catch (java.nio.file.FileSystemException odd) {
      return Optional.of(new Flaw(tree.name(), item.path(), Optional.of(item), "cannot be read"));
    }
  }

  private static List<Flaw> strangers(Tree tree, Set<Path> expected) throws IOException {
    List<Flaw> flaws = new ArrayList<>();
    Files.walkFileTree(
        tree.path(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!expected.contains(file)) {
              String path = tree.path().relativize(file).toString();
              flaws.add(new Flaw(tree.name(), path, Optional.empty(), "does not belong there"));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return flaws;
  }

  static long size(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
