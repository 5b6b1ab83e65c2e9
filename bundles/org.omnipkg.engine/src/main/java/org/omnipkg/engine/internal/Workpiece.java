package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Placement;
import org.omnipkg.store.Store;

/** A writable copy of a tree, and what became of it. */
record Workpiece(Path folder) {
  /** Copies a tree into an empty folder. */
  static Workpiece of(Path tree, Path folder) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes seen)
              throws IOException {
            Files.createDirectories(folder.resolve(tree.relativize(from).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes seen) throws IOException {
            Path to = folder.resolve(tree.relativize(from).toString());
            try (InputStream content = Files.newInputStream(from)) {
              Files.copy(content, to);
            }
            if (Files.isExecutable(from) && !to.toFile().setExecutable(true, false)) {
              throw new IOException("cannot make " + to.getFileName() + " executable");
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new Workpiece(folder);
  }

  /**
   * Its files, stored. Links that stay inside are copies of what they lead to; others are left out:
   * they lead to this machine, or to nothing.
   */
  List<Placement> placements(Store store) throws IOException {
    Path root = folder.toRealPath();
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String name = name(root, path);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.put(name, path);
        } else if (Files.isSymbolicLink(path)) {
          add(name, path, root, files);
        }
      }
    }
    List<Placement> placements = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      boolean executable = Files.isExecutable(file.getValue());
      try (InputStream content = Files.newInputStream(file.getValue())) {
        Digest digest = store.put(content, executable);
        placements.add(
            new Placement(file.getKey(), Optional.of(digest), Optional.empty(), executable));
      }
    }
    return placements;
  }

  private static void add(String name, Path link, Path root, Map<String, Path> files)
      throws IOException {
    if (!Files.exists(link)) {
      return;
    }
    Path target = link.toRealPath();
    if (!target.startsWith(root) || link.startsWith(target)) {
      return;
    }
    try (Stream<Path> all = Files.walk(target)) {
      for (Path path : all.toList()) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.put(path.equals(target) ? name : name + "/" + name(target, path), path);
        }
      }
    }
  }

  private static String name(Path root, Path path) {
    return root.relativize(path).toString().replace('\\', '/');
  }
}
