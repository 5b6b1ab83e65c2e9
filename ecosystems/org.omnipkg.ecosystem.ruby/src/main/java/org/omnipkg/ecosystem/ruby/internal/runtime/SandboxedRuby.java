package org.omnipkg.ecosystem.ruby.internal.runtime;

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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.omnipkg.model.Runtime;

/**
 * A Ruby as it can be run in the sandbox.
 *
 * @param environment variables it needs
 * @param readable what of it lies outside of the system's own folders
 */
public record SandboxedRuby(Path ruby, Map<String, String> environment, List<Path> readable) {
  /** Tells a generation's Ruby from one of the machine, and says which one it is. */
  public static final String NOTE = "lib/ruby/omnipkg";

  private static final String NEEDED = "environment.";
  private static final String JAVA = "JAVA_HOME";
  private static final int DEEP = 3;

  public SandboxedRuby {
    environment = Map.copyOf(environment);
    readable = List.copyOf(readable);
  }

  /** One that lies on the machine. */
  public static SandboxedRuby of(Path ruby) {
    Path bin = real(ruby).getParent();
    Path home = bin == null ? null : bin.getParent();
    return new SandboxedRuby(ruby, Map.of(), home == null ? List.of() : outside(List.of(home)));
  }

  /** One the house knows, perhaps a JRuby that needs its Java. */
  public static SandboxedRuby of(Runtime runtime) {
    return of(runtime.executable(), runtime.home(), needed(runtime));
  }

  private static Map<String, String> needed(Runtime runtime) {
    Map<String, String> environment = new TreeMap<>();
    runtime
        .facts()
        .forEach(
            (fact, value) -> {
              if (fact.startsWith(NEEDED)) {
                environment.put(fact.substring(NEEDED.length()), value);
              }
            });
    return environment;
  }

  /** What a generation notes of its Ruby, for {@link #in}. */
  public static String noted(Runtime runtime) {
    StringBuilder text = new StringBuilder();
    text.append(runtime.executable()).append('\n').append(runtime.home()).append('\n');
    needed(runtime).forEach((name, value) -> text.append(name + "=" + value + "\n"));
    return text.toString();
  }

  /** The Ruby of a generation, which leads to its gems. */
  public static SandboxedRuby in(Path prefix) {
    try {
      List<String> lines = Files.readAllLines(prefix.resolve(NOTE));
      Map<String, String> environment = new HashMap<>();
      for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
        String[] pair = line.split("=", 2);
        environment.put(pair[0], pair.length > 1 ? pair[1] : "");
      }
      Path ruby = prefix.resolve("bin/ruby");
      Path home = lines.size() > 1 ? Path.of(lines.get(1)) : prefix;
      SandboxedRuby base = of(ruby, home, environment);
      List<Path> readable = new ArrayList<>(List.of(prefix));
      readable.addAll(base.readable());
      return new SandboxedRuby(ruby, environment, readable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SandboxedRuby of(Path ruby, Path home, Map<String, String> environment) {
    List<Path> readable = new ArrayList<>(List.of(home));
    if (environment.containsKey(JAVA)) {
      Path java = Path.of(environment.get(JAVA));
      readable.add(java);
      readable.addAll(configuration(java.resolve("conf")));
    }
    return new SandboxedRuby(ruby, environment, outside(readable));
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
        .map(SandboxedRuby::real)
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
