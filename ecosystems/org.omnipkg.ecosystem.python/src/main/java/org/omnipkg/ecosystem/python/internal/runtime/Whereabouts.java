package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omnipkg.spi.RuntimeSource.Candidate;

/**
 * Looks where interpreters lie: pyenv, uv, conda, the distribution, then everything on the PATH.
 *
 * @param environment the caller's variables
 * @param system folders of the distribution
 */
record Whereabouts(Map<String, String> environment, List<Path> system) {
  private static final Pattern NAME = Pattern.compile("python(2|2\\.7|3|3\\.\\d+t?)?");
  private static final Pattern OTHER_IMPLEMENTATION =
      Pattern.compile("(pypy|graalpy|jython|ironpython|micropython|stackless).*");
  private static final List<String> IN_BIN = List.of("python", "python3", "python2.7");
  private static final List<String> CONDA =
      List.of("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba");

  static Whereabouts of(Map<String, String> environment) {
    return new Whereabouts(environment, List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
  }

  /** Every interpreter once, under the most telling of its origins. */
  List<Candidate> all() {
    Map<Path, String> found = new LinkedHashMap<>();
    Optional<Path> home = variable("HOME");
    Optional<Path> pyenv = variable("PYENV_ROOT").or(() -> home.map(h -> h.resolve(".pyenv")));
    pyenv.ifPresent(
        root ->
            children(root.resolve("versions")).stream()
                .filter(v -> !OTHER_IMPLEMENTATION.matcher(v.getFileName().toString()).matches())
                .forEach(v -> keep(inside(v), "pyenv", found)));
    uv(home).ifPresent(root -> children(root).forEach(v -> keep(inside(v), "uv", found)));
    conda(home).forEach(prefix -> keep(inside(prefix), "conda", found));
    system.forEach(folder -> keep(named(folder), "system", found));
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path folder = Path.of(entry);
      if (folder.isAbsolute() && !shims(folder, pyenv)) {
        keep(named(folder), "path", found);
      }
    }
    return found.entrySet().stream()
        .map(e -> new Candidate(e.getKey(), e.getValue(), Map.of()))
        .toList();
  }

  private static void keep(List<Path> executables, String origin, Map<Path, String> found) {
    executables.stream()
        .map(BaseInterpreter::of)
        .flatMap(Optional::stream)
        .forEach(file -> found.putIfAbsent(file, origin));
  }

  private Optional<Path> uv(Optional<Path> home) {
    return variable("UV_PYTHON_INSTALL_DIR")
        .or(() -> variable("XDG_DATA_HOME").map(d -> d.resolve("uv/python")))
        .or(() -> home.map(h -> h.resolve(".local/share/uv/python")));
  }

  private List<Path> conda(Optional<Path> home) {
    List<Path> prefixes = new ArrayList<>();
    variable("CONDA_PREFIX").ifPresent(prefixes::add);
    home.ifPresent(
        h -> {
          for (String name : CONDA) {
            prefixes.add(h.resolve(name));
            prefixes.addAll(children(h.resolve(name).resolve("envs")));
          }
          lines(h.resolve(".conda/environments.txt")).stream()
              .map(Path::of)
              .filter(Path::isAbsolute)
              .forEach(prefixes::add);
        });
    return prefixes;
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static boolean shims(Path folder, Optional<Path> pyenv) {
    return pyenv.filter(root -> folder.equals(root.resolve("shims"))).isPresent();
  }

  /** The interpreter of an installation. */
  private static List<Path> inside(Path prefix) {
    return IN_BIN.stream()
        .map(name -> prefix.resolve("bin").resolve(name))
        .filter(Files::isExecutable)
        .limit(1)
        .toList();
  }

  /** By names alone until one fits: a folder of programs has thousands of others. */
  private static List<Path> named(Path folder) {
    String[] names = folder.toFile().list();
    return names == null
        ? List.of()
        : Stream.of(names)
            .filter(name -> name.startsWith("python") && NAME.matcher(name).matches())
            .sorted()
            .map(folder::resolve)
            .filter(Files::isExecutable)
            .toList();
  }

  private static List<Path> children(Path folder) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(found::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
