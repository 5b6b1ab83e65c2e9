package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Digest;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.Upkeep.Item;

/** Finds out whether trees are whole, and makes them so again, file by file. */
final class Mending {
  /** As many files as are worth another thread. */
  private static final int PART = 256;

  private final Objects objects;
  private final Deposit deposit;
  private final Staging staging;

  Mending(Objects objects, Deposit deposit, Staging staging) {
    this.objects = objects;
    this.deposit = deposit;
    this.staging = staging;
  }

  /** Size and age of every file: whoever writes to one changes its age. */
  boolean sound(Path tree, List<Item> items, Map<String, String> links) {
    int parts = 1 + items.size() / PART;
    return IntStream.range(0, parts)
            .parallel()
            .allMatch(
                part ->
                    look(
                        tree,
                        items.subList(part * PART, Math.min(items.size(), (part + 1) * PART))))
        && InstanceLinks.whole(tree, links);
  }

  private static boolean look(Path tree, List<Item> items) {
    Set<String> folders = new HashSet<>();
    String last = "";
    for (Item item : items) {
      String path = item.path();
      if (!whole(tree.resolve(path), item)) {
        return false;
      }
      // Mostly the one before, which is told sooner than it is cut out and looked for.
      int end = Math.max(path.lastIndexOf('/'), 0);
      if (end != last.length() || !path.startsWith(last)) {
        last = path.substring(0, end);
      }
      if (folders.add(last) && !Seal.holdsFolder(tree.resolve(last))) {
        return false;
      }
    }
    return true;
  }

  /** What is there and was never meant to be goes among the damaged: it may be somebody's work. */
  private void strangers(Path tree, List<Item> items, Set<String> links) throws IOException {
    Set<String> meant = new HashSet<>(links);
    items.forEach(item -> meant.add(item.path()));
    for (Path stranger : Seal.strangers(tree, meant)) {
      Path folder = stranger.getParent();
      if (folder != null) {
        Seal.open(folder);
        Staging.show(stranger, objects.aside(stranger.getFileName()));
        Seal.shut(folder);
      }
    }
  }

  /** Objects that are lacking; the rest is whole. */
  List<Digest> mend(Path tree, List<Item> items, Map<String, String> links) throws IOException {
    List<Digest> lacking = new ArrayList<>();
    strangers(tree, items, links.keySet());
    for (Item item : items) {
      Path file = TreeNames.name(tree, item.path());
      Path object = objects.path(item.digest(), item.executable());
      Optional<Path> good = objects.use(item.digest(), item.executable());
      if (good.isPresent()) {
        if (same(object, file) || (whole(file, item) && Objects.matches(file, item.digest()))) {
          continue;
        }
        if (!Objects.matches(object, item.digest())) {
          objects.setAside(item.digest(), item.executable());
          good = Optional.empty();
        }
      }
      if (good.isEmpty() && !recover(file, item)) {
        disclose(file);
        lacking.add(item.digest());
        continue;
      }
      if (!same(object, file)) {
        heal(file, object, item);
        replace(file, object);
      }
    }
    InstanceLinks.mend(tree, links, staging);
    Seal.ageAll(tree);
    return lacking;
  }

  /** Rotten bytes of the right size and age: whoever needs the tree next is not to believe them. */
  private static void disclose(Path file) throws IOException {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    }
  }

  /** Makes one object whole, from itself when only its age or mode is wrong, else from any tree. */
  boolean mend(Digest digest, boolean executable, Trees trees) throws IOException {
    Path object = objects.path(digest, executable);
    if (Files.isRegularFile(object, LinkOption.NOFOLLOW_LINKS) && Objects.matches(object, digest)) {
      objects.dress(object, executable);
      return true;
    }
    objects.setAside(digest, executable);
    for (Tree tree : trees.all()) {
      for (Item item : trees.items(tree.shelf(), tree.key()).orElse(List.of())) {
        if (item.digest().equals(digest)
            && recover(TreeNames.name(tree.path(), item.path()), item)
            && objects.find(digest, executable).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean whole(Path file, Item item) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return seen.lastModifiedTime().toMillis() == Objects.AGE.toMillis()
          && seen.size() == item.digest().size();
    } catch (IOException notThere) {
      return false;
    }
  }

  /** Makes the object of a file that still has its bytes. */
  boolean recover(Path file, Item item) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != item.digest().size()
        || !Objects.matches(file, item.digest())) {
      // What is damaged and the object's own is told later by where it lies.
      objects.setAside(item.digest(), item.executable());
      return false;
    }
    Path object = objects.path(item.digest(), item.executable());
    if (same(object, file)) {
      objects.dress(object, item.executable());
      return true;
    }
    try (java.io.InputStream content = Files.newInputStream(file)) {
      return deposit.put(content, item.executable()).equals(item.digest());
    }
  }

  /**
   * A file that once was the object has more names, in the environments: its bytes are put right
   * where they lie. A stranger's file is never written to.
   */
  private void heal(Path file, Path object, Item item) throws IOException {
    Path aside = objects.damaged(item.digest(), item.executable());
    if (!Files.exists(aside) || !same(aside, file)) {
      return;
    }
    if (!file.toFile().setWritable(true, true)) {
      return;
    }
    try (FileChannel from = FileChannel.open(object, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
      to.truncate(from.size());
    } catch (IOException running) {
      return; // A program that runs cannot be written; its link in the tree is replaced.
    } finally {
      objects.dress(file, item.executable());
    }
  }

  private void replace(Path file, Path object) throws IOException {
    Path made = staging.fresh();
    Staging.within(staging.folder(), () -> objects.link(object, made));
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("no folder for " + file.getFileName());
    }
    Seal.within(
        folder,
        () -> {
          if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            staging.discard(file);
          }
          Staging.show(made, file);
        });
    // A rename of one name of a file onto another of the same file does nothing.
    Files.deleteIfExists(made);
  }

  private static boolean same(Path one, Path other) throws IOException {
    Object key = key(one);
    return key != null && key.equals(key(other));
  }

  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (FileSystemException notThere) {
      return null;
    }
  }
}
