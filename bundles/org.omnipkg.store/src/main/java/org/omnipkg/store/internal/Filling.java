package org.omnipkg.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Upkeep.Item;

/** How the files of a tree come from the objects. */
record Filling(Objects objects, Deposit deposit) {
  /** Texts are stored on the way. */
  List<Item> items(List<Placement> placements) throws IOException {
    List<Item> items = new ArrayList<>();
    for (Placement placement : placements) {
      Digest digest =
          placement.text().isPresent()
              ? deposit.put(
                  placement.text().get().getBytes(StandardCharsets.UTF_8), placement.executable())
              : placement.digest().orElseThrow();
      items.add(new Item(placement.path(), digest, placement.executable()));
    }
    return items;
  }

  /** Returns the folders it made. */
  Set<String> fill(Path tree, List<Item> items) throws IOException {
    Set<String> folders = new HashSet<>();
    for (Item item : items) {
      Path name = TreeNames.name(tree, item.path());
      folders(tree, item.path(), folders);
      Path object =
          objects
              .use(item.digest(), item.executable())
              .or(() -> otherwise(item.digest(), item.executable()))
              .orElseThrow(() -> Refused.missing(item.path(), item.digest()));
      objects.link(object, name);
    }
    return folders;
  }

  /** Stored under the other execute bit only: the archive and the layout may disagree. */
  private Optional<Path> otherwise(Digest digest, boolean executable) {
    Optional<Path> other = objects.find(digest, !executable);
    if (other.isPresent()) {
      try (InputStream content = Files.newInputStream(other.get())) {
        deposit.put(content, executable);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return objects.find(digest, executable);
  }

  private static void folders(Path tree, String path, Set<String> made) throws IOException {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash);
      if (made.add(folder)) {
        Files.createDirectory(tree.resolve(folder));
      }
    }
  }
}
