package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.api.Places;
import org.omnipkg.api.Removal;
import org.omnipkg.store.Ledger;
import org.omnipkg.store.Store;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clears away what no living request works in, and rows about what is not there any more. */
@Component(service = Leftovers.class)
public final class Leftovers {
  private final Store store;
  private final Upkeep upkeep;
  private final Ledger ledger;
  private final Places places;

  @Activate
  public Leftovers(
      @Reference Store store,
      @Reference Upkeep upkeep,
      @Reference Ledger ledger,
      @Reference Places places) {
    this.store = store;
    this.upkeep = upkeep;
    this.ledger = ledger;
    this.places = places;
  }

  /** Bytes that were, or would be, freed. Scratch folders bear the name of their request's hold. */
  long clear(boolean dryRun, List<String> removed) throws IOException {
    long bytes = 0;
    for (Path folder : list(places.cache().resolve("scratch"))) {
      if (!store.held(folder.getFileName().toString())) {
        bytes += size(folder);
        removed.add("cache/scratch/" + folder.getFileName());
        if (!dryRun) {
          Removal.of(folder);
        }
      }
    }
    if (!dryRun) {
      rows();
    }
    return bytes;
  }

  private void rows() {
    for (String row : ledger.keys(KnownTrees.TABLE)) {
      int slash = row.indexOf('/');
      Optional<byte[]> key = ledger.get(KnownTrees.TABLE, row);
      if (slash > 0 && key.isPresent() && gone(row.substring(0, slash), key.get())) {
        ledger.remove(KnownTrees.TABLE, row);
      }
    }
    Set<String> trees = new HashSet<>();
    upkeep.trees().forEach(tree -> trees.add(tree.name()));
    for (String table : List.of(Bytecode.TABLE, Bytecode.OPEN)) {
      for (String row : ledger.keys(table)) {
        if (!trees.contains(row.replaceFirst("/[^/]*$", ""))) {
          ledger.remove(table, row);
        }
      }
    }
    for (String row : ledger.keys(Roots.BUILT)) {
      if (Roots.wheel(places.store().resolve(Roots.BUILT).resolve(row)).isEmpty()) {
        ledger.remove(Roots.BUILT, row);
      }
    }
  }

  private boolean gone(String shelf, byte[] key) {
    return store.tree(shelf, new String(key, StandardCharsets.UTF_8)).isEmpty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  static long size(Path folder) throws IOException {
    long[] bytes = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}
