package org.omnipkg.ecosystem.python.internal.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.python.internal.runtime.BaseInterpreter;

/** What a build must be able to read: its environment, the trees linked into it, the base. */
final class Sight {
  private static final String MARKER = "pyvenv.cfg";

  private Sight() {}

  static List<Path> of(Path interpreter) {
    Set<Path> readable = new LinkedHashSet<>();
    Path prefix = above(above(interpreter.toAbsolutePath()));
    readable.add(prefix);
    Path generations = above(prefix);
    if (String.valueOf(generations.getFileName()).equals("gens")) {
      Path environment = above(generations);
      readable.add(environment);
      links(environment.resolve("farm").resolve(prefix.getFileName()))
          .forEach(target -> readable.add(store(target)));
    }
    BaseInterpreter.of(interpreter).ifPresent(base -> readable.add(above(above(base))));
    return new ArrayList<>(readable);
  }

  /** The store marks its root; a tree that lies elsewhere is shown by itself. */
  private static Path store(Path target) {
    for (Path folder = target; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(MARKER))) {
        return folder;
      }
    }
    return target;
  }

  private static List<Path> links(Path farm) {
    if (!Files.isDirectory(farm)) {
      return List.of();
    }
    List<Path> targets = new ArrayList<>();
    try (Stream<Path> files = Files.walk(farm)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        if (Files.exists(link)) {
          targets.add(link.toRealPath());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return targets;
  }

  private static Path above(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }
}
