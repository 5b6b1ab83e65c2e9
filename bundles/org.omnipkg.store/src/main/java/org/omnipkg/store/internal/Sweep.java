package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.omnipkg.api.Removal;

/**
 * Clears away what killed processes left. What is in the making has a living owner; no clock is
 * asked, because clocks jump.
 */
final class Sweep {
  private final Path root;
  private final Staging staging;
  private final Owner owner;

  Sweep(Path root, Staging staging, Owner owner) {
    this.root = root;
    this.staging = staging;
    this.owner = owner;
  }

  void run() throws IOException {
    for (Path left : list(staging.folder())) {
      if (!owner.lives(String.valueOf(left.getFileName()))) {
        Removal.of(left);
      }
    }
    owner.bury();
    if (list(root.resolve("owners")).size() == 1) {
      for (Path shelf : TreeNames.shelves(root)) {
        List<Path> entries = list(shelf);
        // A folder without a single tree is no shelf: what lies in it is somebody else's.
        if (entries.stream()
            .anyMatch(entry -> TreeNames.beside(String.valueOf(entry.getFileName())))) {
          for (Path entry : entries) {
            half(entry);
          }
        }
      }
    }
  }

  /** A tree without facts or facts without a tree: nobody lives who could be making it. */
  private void half(Path entry) throws IOException {
    String name = String.valueOf(entry.getFileName());
    boolean beside = TreeNames.beside(name);
    Path tree = beside ? entry.resolveSibling(name.substring(0, name.lastIndexOf('.'))) : entry;
    if (Files.notExists(tree) || Files.notExists(TreeNames.facts(tree))) {
      staging.discard(entry);
    }
  }

  static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
  }
}
