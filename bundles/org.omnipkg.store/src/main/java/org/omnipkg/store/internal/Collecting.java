package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Progress;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Tree;
import org.omnipkg.store.Upkeep.Gone;
import org.omnipkg.store.Upkeep.Item;

/**
 * Removes what nobody needs, once. Trees go by rename while everybody else waits at the gate, and
 * are deleted afterwards; objects go one by one, each looked at once more in the moment it goes.
 */
final class Collecting {
  /** Wheels made from source, in {@code built/<source>/<target>/}; named like trees. */
  private static final String BUILT = "built";

  /** Made of what others installed, in {@code adopted/<sha256>/}; likewise. */
  private static final String ADOPTED = "adopted";

  private final Path root;
  private final Objects objects;
  private final Trees trees;
  private final Holds holds;
  private final Staging staging;
  private long wheels;

  Collecting(Path root, Objects objects, Trees trees, Holds holds, Staging staging) {
    this.root = root;
    this.objects = objects;
    this.trees = trees;
    this.holds = holds;
    this.staging = staging;
  }

  Gone run(Supplier<Set<String>> roots, boolean dryRun, Progress progress) throws IOException {
    List<Path> hidden = new ArrayList<>();
    TreeSet<String> gone = holds.alone(() -> trees(roots, dryRun, hidden));
    progress.checkpoint();
    for (Path tree : hidden) {
      Removal.of(tree);
    }
    Set<String> needed = new HashSet<>();
    for (Tree tree : trees.all()) {
      if (!gone.contains(tree.name())) {
        Manifest.objects(TreeNames.files(tree.path()), needed);
      }
    }
    int[] count = new int[2];
    long bytes = wheels;
    for (Path bucket : Sweep.list(objects.folder())) {
      progress.checkpoint();
      bytes += holds.alone(() -> bucket(bucket, needed, dryRun, count));
    }
    Path damaged = root.resolve("damaged");
    bytes += Verifying.size(damaged);
    if (!dryRun) {
      staging.discard(damaged);
    }
    return new Gone(List.copyOf(gone), count[0], bytes, count[1]);
  }

  /** What is held is read before the roots: what was let go in between is among the roots. */
  private TreeSet<String> trees(Supplier<Set<String>> roots, boolean dryRun, List<Path> hidden)
      throws IOException {
    Set<String> kept = new HashSet<>(holds.trees());
    kept.addAll(roots.get());
    TreeSet<String> gone = new TreeSet<>();
    List<Path> artifacts = new ArrayList<>(Sweep.list(root.resolve(ADOPTED)));
    for (Path source : Sweep.list(root.resolve(BUILT))) {
      artifacts.addAll(Sweep.list(source));
    }
    for (Path made : artifacts) {
      String name = root.relativize(made).toString();
      if (!kept.contains(name)) {
        gone.add(name);
        wheels += Verifying.size(made);
        if (!dryRun) {
          hidden.add(staging.aside(made));
        }
      }
    }
    List<Tree> all = trees.all();
    spread(all, kept);
    for (Tree tree : all) {
      if (!kept.contains(tree.name())) {
        gone.add(tree.name());
        if (!dryRun) {
          hidden.add(trees.hide(tree.shelf(), tree.key()));
        }
      }
    }
    return gone;
  }

  /** What is kept keeps what it is made of and what it leads to. */
  private static void spread(List<Tree> all, Set<String> kept) {
    Map<String, Tree> instances = new HashMap<>();
    all.stream()
        .filter(tree -> tree.instance().isPresent())
        .forEach(tree -> instances.put(tree.name(), tree));
    Deque<String> open = new ArrayDeque<>(kept);
    while (!open.isEmpty()) {
      Tree tree = instances.remove(open.removeFirst());
      if (tree == null) {
        continue;
      }
      Instance made = tree.instance().orElseThrow();
      Set<String> needed = new HashSet<>(Set.of(made.base()));
      made.links()
          .forEach((path, target) -> needed.add(InstanceLinks.leadsTo(tree.key(), path, target)));
      for (String key : needed) {
        if (kept.add(tree.shelf() + "/" + key)) {
          open.add(tree.shelf() + "/" + key);
        }
      }
    }
  }

  private long bucket(Path bucket, Set<String> needed, boolean dryRun, int[] count)
      throws IOException {
    boolean others = holds.others();
    long bytes = 0;
    for (Path file : Sweep.list(bucket)) {
      String name = String.valueOf(file.getFileName());
      if (needed.contains(name)) {
        continue;
      }
      if (others) {
        count[1]++;
      } else if (dryRun || holds.unlessUsed(name, () -> remove(file))) {
        Optional<Item> item = Manifest.named(name);
        count[0]++;
        bytes += item.map(i -> i.digest().size()).orElse(0L);
      }
    }
    return bytes;
  }

  /** An object with another name is in an environment, or in a tree made meanwhile. */
  private static boolean remove(Path file) throws IOException {
    try {
      boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
      if (unix && (int) Files.getAttribute(file, "unix:nlink") > 1) {
        return false;
      }
      return Files.deleteIfExists(file);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
