package org.omnipkg.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where trees lie, what lies beside them, and names that are none.
 *
 * @param root of the store
 */
record TreeNames(Path root) {
  static final String FACTS = ".json";
  static final String FILES = ".files";
  static final Set<String> RESERVED =
      Set.of("objects", "staging", "damaged", "owners", "holds", "built", "adopted");

  private static final Pattern KEY = Pattern.compile("[^./\\\\\\p{Cntrl}][^/\\\\\\p{Cntrl}]*");

  static List<Path> shelves(Path root) throws IOException {
    return Sweep.list(root).stream()
        .filter(Files::isDirectory)
        .filter(folder -> !RESERVED.contains(String.valueOf(folder.getFileName())))
        .sorted()
        .toList();
  }

  Path folder(String shelf) {
    if (!shelf.matches("[a-z][a-z0-9-]*") || RESERVED.contains(shelf)) {
      throw Refused.badPath(shelf);
    }
    return root.resolve(shelf);
  }

  Path path(String shelf, String key) {
    if (!isKey(key)) {
      throw Refused.badPath(shelf + "/" + key);
    }
    return folder(shelf).resolve(key);
  }

  static boolean isKey(String key) {
    return KEY.matcher(key).matches() && !beside(key);
  }

  /** Whether a name is that of a file beside a tree. */
  static boolean beside(String name) {
    return name.endsWith(FACTS) || name.endsWith(FILES);
  }

  static Path files(Path tree) {
    return tree.resolveSibling(tree.getFileName() + FILES);
  }

  static Path facts(Path tree) {
    return tree.resolveSibling(tree.getFileName() + FACTS);
  }

  /** A file of a tree. */
  static Path name(Path tree, String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw Refused.badPath(path);
      }
    }
    try {
      return tree.resolve(path);
    } catch (InvalidPathException unspeakable) {
      throw Refused.unspeakable(path, unspeakable);
    }
  }
}
