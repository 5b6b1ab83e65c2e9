package org.omnipkg.archive.internal;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything an archive has named so far. Links are only written down here and made at the very
 * end, so that no write ever goes through one.
 */
final class Census {
  private static final int MOST_HOPS = 40;

  /** Windows does not keep what a name ends in so: {@code a.} and {@code a} are one file there. */
  private static final Pattern SWALLOWED = Pattern.compile("[. ]+(?=/|$)");

  private enum Kind {
    FILE,
    FOLDER,
    SYMLINK,
    HARDLINK
  }

  private final boolean collisions;
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Map<String, String> symlinks = new LinkedHashMap<>();
  private final Map<String, String> hardlinks = new LinkedHashMap<>();
  private final Set<String> foldedFiles = new HashSet<>();
  private final Set<String> foldedFolders = new HashSet<>();

  Census(boolean collisions) {
    this.collisions = collisions;
  }

  void folder(String path) {
    add(path, Kind.FOLDER);
  }

  /**
   * Twice only where collisions are allowed; whoever receives it sees to it that both are equal.
   */
  void file(String path) {
    add(path, Kind.FILE);
  }

  void symlink(String path, String target) {
    add(path, Kind.SYMLINK);
    symlinks.put(path, target);
  }

  /** A second name of a file; the target is a path in the tree. */
  void hardlink(String path, String target) {
    add(path, Kind.HARDLINK);
    hardlinks.put(path, target);
  }

  Map<String, String> symlinks() {
    return Collections.unmodifiableMap(symlinks);
  }

  Map<String, String> hardlinks() {
    return Collections.unmodifiableMap(hardlinks);
  }

  /** Judges the links once every name is known. */
  void close() {
    hardlinks.forEach(
        (path, target) -> {
          if (kinds.get(target) != Kind.FILE) {
            throw Reason.HARDLINK_ESCAPE.at(
                path, "is a hard link to `" + Reason.printable(target) + "`, not a file in here");
          }
        });
    symlinks.keySet().forEach(this::mustStay);
  }

  /**
   * The files that links stand for, once they were judged: the new path and the file, which is
   * empty for a link to nothing. A folder's are its files.
   */
  void copies(BiConsumer<String, String> copy) {
    NavigableMap<String, Kind> sorted = new TreeMap<>(kinds);
    hardlinks.forEach(copy);
    symlinks.forEach(
        (link, target) -> {
          String end = follow(link, target).orElse("");
          if (end.isEmpty() || kinds.get(end) == Kind.FOLDER) {
            below(link, end, sorted, copy);
          } else {
            copy.accept(link, file(end, kinds.get(end)));
          }
        });
  }

  private void below(
      String link,
      String folder,
      NavigableMap<String, Kind> sorted,
      BiConsumer<String, String> copy) {
    if (folder.isEmpty() || link.startsWith(folder + "/")) {
      throw Reason.SYMLINK.at(link, "is a link to a folder it lies in");
    }
    String start = folder + "/";
    for (Map.Entry<String, Kind> entry : sorted.tailMap(start, true).entrySet()) {
      String path = entry.getKey();
      if (!path.startsWith(start)) {
        return;
      }
      if (entry.getValue() == Kind.SYMLINK) {
        String end = follow(path, symlinks.getOrDefault(path, "")).orElse("");
        if (end.isEmpty() || kinds.get(end) == Kind.FOLDER) {
          throw Reason.SYMLINK.at(link, "is a link to a folder with such a link in it");
        }
        copy.accept(link + path.substring(folder.length()), file(end, kinds.get(end)));
      } else if (entry.getValue() != Kind.FOLDER) {
        copy.accept(link + path.substring(folder.length()), file(path, entry.getValue()));
      }
    }
  }

  private String file(String path, @Nullable Kind kind) {
    return kind == Kind.FILE ? path : kind == Kind.HARDLINK ? hardlinks.getOrDefault(path, "") : "";
  }

  private void add(String path, Kind kind) {
    Kind before = kinds.get(path);
    if (before == Kind.FOLDER && kind == Kind.FOLDER) {
      return;
    }
    if (before == Kind.FOLDER || (before != null && kind == Kind.FOLDER)) {
      throw Reason.COLLISION.at(path, "is both a folder and something else");
    }
    if (before == Kind.FILE && kind == Kind.FILE && collisions) {
      return;
    }
    if (before != null) {
      throw Reason.DUPLICATE_ENTRY.at(path, "is in the archive twice");
    }
    parents(path);
    kinds.put(path, kind);
    if (!collisions) {
      fold(path, kind == Kind.FOLDER);
    }
  }

  private void parents(String path) {
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      String parent = path.substring(0, slash);
      Kind kind = kinds.get(parent);
      if (kind == Kind.FOLDER) {
        return;
      }
      if (kind == Kind.SYMLINK) {
        mustStay(parent);
        throw Reason.COLLISION.at(
            path, "would be written through the link `" + Reason.printable(parent) + "`");
      }
      if (kind != null) {
        throw Reason.COLLISION.at(
            path, "lies below `" + Reason.printable(parent) + "`, which is a file");
      }
      kinds.put(parent, Kind.FOLDER);
      if (!collisions) {
        fold(parent, true);
      }
    }
  }

  /** Two folders that differ in case merge harmlessly; a file with anything does not. */
  private void fold(String path, boolean folder) {
    String folded = folded(path);
    boolean clash =
        folder
            ? foldedFiles.contains(folded)
            : foldedFolders.contains(folded) || !foldedFiles.add(folded);
    if (folder) {
      foldedFolders.add(folded);
    }
    if (clash) {
      throw Reason.COLLISION.at(path, "differs from another name only by case or Unicode form");
    }
  }

  private static String folded(String path) {
    if (plain(path)) {
      return path.toLowerCase(Locale.ROOT);
    }
    String composed =
        Normalizer.normalize(SWALLOWED.matcher(path).replaceAll(""), Normalizer.Form.NFC);
    String lower = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFC);
  }

  /** Whether only case can be folded: most names are so, and an archive has thousands. */
  private static boolean plain(String path) {
    char before = ' ';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c > '~' || (c == '/' && (before == '.' || before == ' '))) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != ' ';
  }

  private void mustStay(String link) {
    String target = symlinks.getOrDefault(link, "");
    if (!stays(link, target)) {
      throw Reason.SYMLINK_ESCAPE.at(
          link, "is a link to `" + Reason.printable(target) + "`, outside the tree");
    }
  }

  private boolean stays(String link, String target) {
    return follow(link, target).isPresent();
  }

  /**
   * Walks as the kernel would: a link in the middle is followed before the next {@code ..}. Empty
   * when that leaves the tree.
   */
  private Optional<String> follow(String link, String target) {
    if (!relative(target)) {
      return Optional.empty();
    }
    Deque<String> at = new ArrayDeque<>(List.of(link.split("/")));
    at.removeLast();
    Deque<String> todo = new ArrayDeque<>(Arrays.asList(target.split("/")));
    int hops = 0;
    while (!todo.isEmpty()) {
      String part = todo.removeFirst();
      if (part.equals("..")) {
        if (at.isEmpty()) {
          return Optional.empty();
        }
        at.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        at.addLast(part);
        String next = symlinks.get(String.join("/", at));
        if (next != null) {
          if (++hops > MOST_HOPS || !relative(next)) {
            return Optional.empty();
          }
          at.removeLast();
          List<String> parts = Arrays.asList(next.split("/"));
          Collections.reverse(parts);
          parts.forEach(todo::addFirst);
        }
      }
    }
    return Optional.of(String.join("/", at));
  }

  private static boolean relative(String target) {
    return !target.isEmpty()
        && !target.startsWith("/")
        && target.indexOf('\\') < 0
        && target.indexOf('\0') < 0
        && !Names.hasDrive(target);
  }
}
