package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.store.Upkeep.Item;

/** The symbolic links of an instance, which lead into trees of its own shelf and nowhere else. */
final class InstanceLinks {
  private InstanceLinks() {}

  /**
   * The tree a link leads into, judged by its text alone: it goes up only at its beginning, so that
   * no other link can turn it elsewhere.
   *
   * @param key of the tree the link lies in
   */
  static String leadsTo(String key, String path, String target) {
    Deque<String> at = new ArrayDeque<>(List.of(key));
    at.addAll(Arrays.asList(path.split("/")));
    at.removeLast();
    boolean down = false;
    for (String part : target.split("/", -1)) {
      boolean up = part.equals("..");
      if (part.isEmpty() || part.equals(".") || (up && (down || at.isEmpty())) || odd(part)) {
        throw Refused.badPath(path + " -> " + target);
      }
      down |= !up;
      if (up) {
        at.removeLast();
      } else {
        at.addLast(part);
      }
    }
    String tree = at.peekFirst();
    if (tree == null || !TreeNames.isKey(tree)) {
      throw Refused.badPath(path + " -> " + target);
    }
    return tree;
  }

  private static boolean odd(String part) {
    return part.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
  }

  /** Refuses links that others of the tree would have to be written through, or beside. */
  static void check(String key, List<Item> items, Map<String, String> links, Path tree) {
    Set<String> taken = new HashSet<>();
    Set<String> folders = new HashSet<>();
    for (Item item : items) {
      taken.add(item.path());
      above(item.path(), folders);
    }
    for (String path : links.keySet()) {
      TreeNames.name(tree, path);
      leadsTo(key, path, links.getOrDefault(path, ""));
      above(path, folders);
      if (!taken.add(path)) {
        throw Refused.badPath(path);
      }
    }
    for (String path : taken) {
      if (folders.contains(path)) {
        throw Refused.badPath(path);
      }
    }
  }

  private static void above(String path, Set<String> folders) {
    int slash = path.lastIndexOf('/');
    while (slash > 0 && folders.add(path.substring(0, slash))) {
      slash = path.lastIndexOf('/', slash - 1);
    }
  }

  static void make(Path tree, Map<String, String> links) throws IOException {
    for (Map.Entry<String, String> link : links.entrySet()) {
      Path path = TreeNames.name(tree, link.getKey());
      Path folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createSymbolicLink(path, path.getFileSystem().getPath(link.getValue()));
    }
  }

  static boolean whole(Path tree, Map<String, String> links) {
    return links.entrySet().stream().allMatch(link -> whole(tree, link.getKey(), link.getValue()));
  }

  static boolean whole(Path tree, String path, String target) {
    try {
      return Files.readSymbolicLink(TreeNames.name(tree, path)).toString().equals(target);
    } catch (IOException none) {
      return false;
    }
  }

  static void mend(Path tree, Map<String, String> links, Staging staging) throws IOException {
    for (Map.Entry<String, String> link : links.entrySet()) {
      if (whole(tree, link.getKey(), link.getValue())) {
        continue;
      }
      Path path = TreeNames.name(tree, link.getKey());
      Path folder = path.getParent();
      if (folder == null) {
        throw new IOException("no folder for " + path.getFileName());
      }
      Path made = staging.fresh();
      Staging.within(
          staging.folder(),
          () -> Files.createSymbolicLink(made, path.getFileSystem().getPath(link.getValue())));
      Seal.within(
          folder,
          () -> {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
              staging.discard(path);
            }
            Staging.show(made, path);
          });
    }
  }
}
