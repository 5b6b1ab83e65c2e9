package org.omnipkg.ecosystem.go.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.support.Machine;
import org.omnipkg.spi.RuntimeSource.Candidate;

/**
 * Looks where toolchains lie: the usual places of the machine, version managers, then the PATH.
 *
 * @param environment the caller's variables
 * @param root of the file system
 */
public record Whereabouts(Map<String, String> environment, Path root) {
  public static Whereabouts of(Map<String, String> environment) {
    return new Whereabouts(environment, Path.of("/"));
  }

  /** Every toolchain once, under the most telling of its origins. */
  public List<Candidate> all() {
    Map<Path, String> found = new LinkedHashMap<>();
    keep(root.resolve("usr/local/go/bin/go"), "system", found);
    for (Path home : Machine.children(root.resolve("usr/lib"), "go-*")) {
      keep(home.resolve("bin/go"), "system", found);
    }
    Machine machine = new Machine(environment);
    managed(machine, found);
    for (Path folder : machine.path()) {
      if (!folder.endsWith("shims")) {
        keep(folder.resolve("go"), "path", found);
      }
    }
    return found.entrySet().stream()
        .map(e -> new Candidate(e.getKey(), e.getValue(), Map.of()))
        .toList();
  }

  /** Those that asdf, goenv, and the go command itself keep. */
  private static void managed(Machine machine, Map<Path, String> found) {
    machine
        .folder("ASDF_DATA_DIR", ".asdf")
        .ifPresent(
            data ->
                Machine.children(data.resolve("installs/golang"))
                    .forEach(v -> keep(v.resolve("go/bin/go"), "asdf", found)));
    machine
        .folder("GOENV_ROOT", ".goenv")
        .ifPresent(
            data ->
                Machine.children(data.resolve("versions"))
                    .forEach(v -> keep(v.resolve("bin/go"), "path", found)));
    machine
        .folder("HOME")
        .ifPresent(
            h ->
                Machine.children(h.resolve("sdk"), "go*")
                    .forEach(v -> keep(v.resolve("bin/go"), "path", found)));
  }

  /** Homes of those toolchains. */
  public List<Path> homes() {
    List<Path> homes = new ArrayList<>();
    for (Candidate candidate : all()) {
      Path bin = candidate.executable().getParent();
      if (bin != null && bin.getParent() != null) {
        homes.add(bin.getParent());
      }
    }
    return homes;
  }

  private static void keep(Path executable, String origin, Map<Path, String> found) {
    if (Files.isRegularFile(executable) && Files.isExecutable(executable)) {
      try {
        found.putIfAbsent(executable.toRealPath(), origin);
      } catch (IOException e) {
        found.putIfAbsent(executable.toAbsolutePath(), origin);
      }
    }
  }
}
