package org.omnipkg.ecosystem.ruby.internal.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.omnipkg.model.Runtime;

/**
 * A Ruby that can be asked what a Gemfile means.
 *
 * @param environment variables it needs
 * @param readable what of it lies outside of the system's own folders
 */
record Evaluator(Path ruby, Map<String, String> environment, List<Path> readable) {
  private static final String NEEDED = "environment.";
  private static final String JAVA = "JAVA_HOME";
  private static final int DEEP = 3;

  Evaluator {
    environment = Map.copyOf(environment);
    readable = List.copyOf(readable);
  }

  /** One that lies on the machine. */
  static Evaluator of(Path ruby) {
    Path bin = real(ruby).getParent();
    Path home = bin == null ? null : bin.getParent();
    return new Evaluator(ruby, Map.of(), home == null ? List.of() : outside(List.of(home)));
  }

  /** One the house knows, perhaps a JRuby that needs its Java. */
  static Evaluator of(Runtime runtime) {
    Map<String, String> environment = new HashMap<>();
    runtime
        .facts()
        .forEach(
            (fact, value) -> {
              if (fact.startsWith(NEEDED)) {
                environment.put(fact.substring(NEEDED.length()), value);
              }
            });
    List<Path> readable = new ArrayList<>(List.of(runtime.home()));
    if (environment.containsKey(JAVA)) {
      Path java = Path.of(environment.get(JAVA));
      readable.add(java);
      readable.addAll(configuration(java.resolve("conf")));
    }
    return new Evaluator(runtime.executable(), environment, outside(readable));
  }

  /** Distributions keep what a Java is configured by elsewhere, and links to it in its place. */
  private static Set<Path> configuration(Path conf) {
    Set<Path> folders = new TreeSet<>();
    try (Stream<Path> files = Files.walk(conf, DEEP)) {
      for (Path file : files.filter(Files::exists).toList()) {
        Path folder = Files.isDirectory(file) ? file.toRealPath() : file.toRealPath().getParent();
        if (folder != null && !folder.startsWith(real(conf))) {
          folders.add(folder);
        }
      }
    } catch (NoSuchFileException plain) {
      return Set.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folders;
  }

  private static List<Path> outside(List<Path> folders) {
    return folders.stream()
        .map(Evaluator::real)
        .filter(folder -> !folder.startsWith("/usr"))
        .toList();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
