package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Removal;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Prefix;

/**
 * An environment's own copies of stored trees, {@code env/NAME/own/SHELF/KEY}, made once and shared
 * by its generations. They lie to each other as the stored ones do, so that links from tree to tree
 * stay inside. Whoever writes through an environment writes here and nowhere else.
 */
final class OwnTrees {
  /** Says to coverage.py whose code this is, as it does beside the stored trees. */
  private static final String MARKER = "pyvenv.cfg";

  private final Folders folders;
  private final TreeCopies copies;

  OwnTrees(Folders folders, TreeCopies copies) {
    this.folders = folders;
    this.copies = copies;
  }

  /**
   * The parts with the environment's own trees in place of the store's.
   *
   * @param number of the generation that will use them
   */
  List<Environments.Part> furnish(List<Environments.Part> parts, int number, Progress progress)
      throws IOException {
    Map<String, Path> stored = new TreeMap<>();
    for (Environments.Part part : parts) {
      part.trees().stream()
          .filter(tree -> !tree.isFolder())
          .forEach(tree -> stored.put(name(tree.path()), tree.path()));
    }
    sweep();
    Files.createDirectories(folders.states());
    Files.write(folders.ownTrees(number), stored.keySet());
    Map<String, Path> missing = new LinkedHashMap<>();
    Map<String, Path> present = new LinkedHashMap<>();
    stored.forEach(
        (name, path) -> (Files.isDirectory(at(name)) ? present : missing).put(name, path));
    mend(present, number, progress);
    make(missing, progress);
    return parts.stream().map(this::own).toList();
  }

  private Environments.Part own(Environments.Part part) {
    List<Prefix.Tree> trees =
        part.trees().stream()
            .map(
                tree ->
                    tree.isFolder()
                        ? tree
                        : new Prefix.Tree(
                            tree.node(), at(name(tree.path())), tree.facts(), tree.requested()))
            .toList();
    return new Environments.Part(
        part.runtime(), trees, part.edges(), part.launcher(), part.layout());
  }

  /** {@code SHELF/KEY}. */
  static String name(Path tree) {
    int names = tree.getNameCount();
    return tree.getName(names - 2) + "/" + tree.getName(names - 1);
  }

  Path at(String name) {
    return folders.own().resolve(name);
  }

  private void make(Map<String, Path> missing, Progress progress) throws IOException {
    if (missing.isEmpty()) {
      return;
    }
    Path fresh = folders.own().resolve(".new-" + UUID.randomUUID());
    try {
      Map<Path, Path> places = new LinkedHashMap<>();
      for (Map.Entry<String, Path> one : missing.entrySet()) {
        Path place = fresh.resolve(one.getKey());
        Files.createDirectories(place.getParent());
        places.put(one.getValue(), place);
      }
      marker(missing.values().iterator().next());
      copies.make(places, progress);
      for (String name : missing.keySet()) {
        Files.createDirectories(at(name).getParent());
        Folders.move(fresh.resolve(name), at(name));
      }
    } finally {
      Removal.of(fresh);
    }
  }

  private void marker(Path tree) throws IOException {
    Path shelf = tree.getParent();
    Path store = shelf == null ? null : shelf.getParent();
    Path own = folders.own().resolve(MARKER);
    if (store != null && Files.isRegularFile(store.resolve(MARKER)) && Files.notExists(own)) {
      Files.copy(store.resolve(MARKER), own);
    }
  }

  /** What others changed is put aside and made as it was. */
  private void mend(Map<String, Path> present, int number, Progress progress) throws IOException {
    List<Map.Entry<String, Path>> changed;
    try {
      changed = present.entrySet().parallelStream().filter(one -> !holds(one)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Map.Entry<String, Path> one : changed) {
      progress.checkpoint();
      String name = one.getKey();
      Path aside = folders.aside(number - 1).resolve(name);
      if (restore(name, one.getValue(), aside)) {
        progress.note(
            "what was written into `" + name.replaceFirst("^.*/", "") + "` is kept aside");
      }
    }
  }

  private boolean holds(Map.Entry<String, Path> one) {
    try {
      return new Likeness(one.getValue(), at(one.getKey())).holds();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something had to be put aside. */
  private boolean restore(String name, Path stored, Path aside) throws IOException {
    Path own = at(name);
    boolean kept = false;
    for (Likeness.Difference one : new Likeness(stored, own).differences()) {
      Path file = own.resolve(one.path());
      Folders.open(file.resolveSibling("."));
      if (one.kind() == Likeness.Kind.ADDED || one.kind() == Likeness.Kind.CHANGED) {
        Path place = aside.resolve(one.path());
        Files.createDirectories(place.getParent());
        Removal.of(place);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Folders.open(file);
        }
        Files.move(file, place);
        kept = true;
      }
      if (one.kind() == Likeness.Kind.MISSING || one.kind() == Likeness.Kind.CHANGED) {
        renew(stored.resolve(one.path()), file);
      } else if (one.kind() == Likeness.Kind.MODE) {
        Files.setPosixFilePermissions(
            file, Files.getPosixFilePermissions(stored.resolve(one.path())));
      }
    }
    close(stored, own);
    return kept;
  }

  private void renew(Path stored, Path file) throws IOException {
    if (Files.isDirectory(stored, LinkOption.NOFOLLOW_LINKS)) {
      copies.make(Map.of(stored, file), Progress.SILENT);
      return;
    }
    Path made = file.resolveSibling(".omnipkg-" + UUID.randomUUID());
    try {
      TreeCopies.file(stored, made);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** Folders are opened for the mending; each is given the mode of the stored one again. */
  private static void close(Path stored, Path own) throws IOException {
    if (!own.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(stored)) {
      all = files.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).toList();
    }
    for (Path folder : all) {
      Path place = own.resolve(stored.relativize(folder));
      Set<PosixFilePermission> meant = Files.getPosixFilePermissions(folder);
      if (Files.isDirectory(place) && !Files.getPosixFilePermissions(place).equals(meant)) {
        Files.setPosixFilePermissions(place, meant);
      }
    }
  }

  /** Names of the trees a generation has of its own. */
  Set<String> of(int number) throws IOException {
    try {
      return new TreeSet<>(Files.readAllLines(folders.ownTrees(number)));
    } catch (NoSuchFileException none) {
      return Set.of();
    }
  }

  /** Takes away what no generation names, and what killed attempts left. */
  void sweep() throws IOException {
    if (!Files.isDirectory(folders.own())) {
      return;
    }
    Set<String> needed = new TreeSet<>();
    for (int number : folders.numbers()) {
      needed.addAll(of(number));
    }
    Set<String> tops =
        needed.stream().map(n -> n.replaceFirst("/.*", "")).collect(Collectors.toSet());
    for (Path shelf : list(folders.own())) {
      String name = shelf.getFileName().toString();
      if (name.startsWith(".")) {
        Removal.of(shelf);
      } else if (!name.equals(MARKER)) {
        for (Path tree : list(shelf)) {
          if (!needed.contains(name + "/" + tree.getFileName())) {
            Path gone = folders.own().resolve(".gone-" + UUID.randomUUID());
            Folders.open(tree);
            Folders.move(tree, gone);
            Removal.of(gone);
          }
        }
        if (!tops.contains(name)) {
          Removal.of(shelf);
        }
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException gone) {
      return List.of();
    }
    return found;
  }
}
