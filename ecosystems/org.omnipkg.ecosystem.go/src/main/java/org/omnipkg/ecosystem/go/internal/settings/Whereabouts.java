package org.omnipkg.ecosystem.go.internal.settings;

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
    for (Path home : children(root.resolve("usr/lib"), "go-*")) {
      keep(home.resolve("bin/go"), "system", found);
    }
    managed(found);
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path folder = Path.of(entry);
      if (folder.isAbsolute() && !entry.endsWith("/shims")) {
        keep(folder.resolve("go"), "path", found);
      }
    }
    return found.entrySet().stream()
        .map(e -> new Candidate(e.getKey(), e.getValue(), Map.of()))
        .toList();
  }

  /** Those that asdf, goenv, and the go command itself keep. */
  private void managed(Map<Path, String> found) {
    Optional<Path> home = variable("HOME");
    Optional<Path> asdf = variable("ASDF_DATA_DIR").or(() -> home.map(h -> h.resolve(".asdf")));
    asdf.ifPresent(
        data ->
            children(data.resolve("installs/golang"), "*")
                .forEach(v -> keep(v.resolve("go/bin/go"), "asdf", found)));
    Optional<Path> goenv = variable("GOENV_ROOT").or(() -> home.map(h -> h.resolve(".goenv")));
    goenv.ifPresent(
        data ->
            children(data.resolve("versions"), "*")
                .forEach(v -> keep(v.resolve("bin/go"), "path", found)));
    home.ifPresent(
        h ->
            children(h.resolve("sdk"), "go*")
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

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static List<Path> children(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
        stream.forEach(found::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    found.sort(null);
    return found;
  }
}
