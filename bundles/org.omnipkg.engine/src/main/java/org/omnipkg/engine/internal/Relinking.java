package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Places;
import org.omnipkg.store.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where somebody put a file of his own into a tree, environments made since have links to it: they
 * are given the right one.
 */
@Component(service = Relinking.class)
public final class Relinking {
  private final Places places;

  @Activate
  public Relinking(@Reference Places places) {
    this.places = places;
  }

  /** Files that lie in trees instead of the right ones, by inode. */
  Map<Object, Path> strangers(List<Upkeep.Flaw> flaws) throws IOException {
    Map<Object, Path> strangers = new HashMap<>();
    for (Upkeep.Flaw flaw : flaws) {
      if (!flaw.tree().isEmpty() && flaw.item().isPresent()) {
        Path file = places.store().resolve(flaw.tree()).resolve(flaw.subject());
        Object key = key(file);
        if (key != null) {
          strangers.put(key, file);
        }
      }
    }
    return strangers;
  }

  void relink(Map<Object, Path> strangers) throws IOException {
    if (strangers.isEmpty()) {
      return;
    }
    Files.walkFileTree(
        places.environments(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes seen) throws IOException {
            Path right = seen.fileKey() == null ? null : strangers.get(seen.fileKey());
            if (right != null && !seen.fileKey().equals(key(right))) {
              replace(file, right);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void replace(Path file, Path right) throws IOException {
    Path made = file.resolveSibling(".omnipkg-" + UUID.randomUUID());
    try {
      Files.createLink(made, right);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      return; // A generation that was removed meanwhile, or a tree that could not be mended.
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      BasicFileAttributes seen =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return seen.isRegularFile() ? seen.fileKey() : null;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }
}
