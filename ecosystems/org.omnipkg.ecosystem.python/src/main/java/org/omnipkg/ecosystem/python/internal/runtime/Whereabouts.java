package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.support.Machine;
import org.omnipkg.ecosystem.support.Programs;
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
  private static final Programs PYTHONS =
      new Programs(name -> name.startsWith("python") && NAME.matcher(name).matches());
  private static final List<String> IN_BIN = List.of("python", "python3", "python2.7");
  private static final List<String> CONDA =
      List.of("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba");

  static Whereabouts of(Map<String, String> environment) {
    return new Whereabouts(environment, List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
  }

  /** Every interpreter once, under the most telling of its origins. */
  List<Candidate> all() {
    Map<Path, String> found = new LinkedHashMap<>();
    Machine machine = new Machine(environment);
    Optional<Path> pyenv = machine.folder("PYENV_ROOT", ".pyenv");
    pyenv.ifPresent(
        root ->
            Machine.children(root.resolve("versions")).stream()
                .filter(v -> !OTHER_IMPLEMENTATION.matcher(v.getFileName().toString()).matches())
                .forEach(v -> keep(Machine.inside(v, IN_BIN), "pyenv", found)));
    uv(machine)
        .ifPresent(
            root ->
                Machine.children(root).forEach(v -> keep(Machine.inside(v, IN_BIN), "uv", found)));
    conda(machine).forEach(prefix -> keep(Machine.inside(prefix, IN_BIN), "conda", found));
    system.forEach(folder -> keep(PYTHONS.in(folder), "system", found));
    for (Path folder : machine.path()) {
      if (!shims(folder, pyenv)) {
        keep(PYTHONS.in(folder), "path", found);
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

  private static Optional<Path> uv(Machine machine) {
    return machine
        .folder("UV_PYTHON_INSTALL_DIR")
        .or(() -> machine.folder("XDG_DATA_HOME", ".local/share").map(d -> d.resolve("uv/python")));
  }

  private static List<Path> conda(Machine machine) {
    List<Path> prefixes = new ArrayList<>();
    machine.folder("CONDA_PREFIX").ifPresent(prefixes::add);
    machine
        .folder("HOME")
        .ifPresent(
            h -> {
              for (String name : CONDA) {
                prefixes.add(h.resolve(name));
                prefixes.addAll(Machine.children(h.resolve(name).resolve("envs")));
              }
              lines(h.resolve(".conda/environments.txt")).stream()
                  .map(Path::of)
                  .filter(Path::isAbsolute)
                  .forEach(prefixes::add);
            });
    return prefixes;
  }

  private static boolean shims(Path folder, Optional<Path> pyenv) {
    return pyenv.filter(root -> folder.equals(root.resolve("shims"))).isPresent();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
