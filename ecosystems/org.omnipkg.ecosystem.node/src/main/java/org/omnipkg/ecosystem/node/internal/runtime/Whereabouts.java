package org.omnipkg.ecosystem.node.internal.runtime;

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
import java.util.Set;
import org.omnipkg.spi.RuntimeSource.Candidate;

/**
 * Looks where Nodes lie: those of version managers, the distribution's, then all on the PATH.
 *
 * @param environment the caller's variables
 * @param system folders of the distribution
 */
record Whereabouts(Map<String, String> environment, List<Path> system) {
  private static final List<String> NAMES = List.of("node", "nodejs");
  private static final Set<String> SHIMS = Set.of("shims", "fnm_multishells");

  static Whereabouts of(Map<String, String> environment) {
    return new Whereabouts(environment, List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin")));
  }

  /** Every Node once, under the most telling of its origins. */
  List<Candidate> all() {
    Map<Path, String> found = new LinkedHashMap<>();
    versions("NVM_DIR", ".nvm", "versions/node", "", "nvm", found);
    versions("FNM_DIR", ".local/share/fnm", "node-versions", "installation", "fnm", found);
    versions("VOLTA_HOME", ".volta", "tools/image/node", "", "volta", found);
    versions("ASDF_DATA_DIR", ".asdf", "installs/nodejs", "", "asdf", found);
    versions("MISE_DATA_DIR", ".local/share/mise", "installs/node", "", "mise", found);
    system.forEach(folder -> keep(folder, "system", found));
    Optional<Path> volta = place("VOLTA_HOME", ".volta").map(home -> home.resolve("bin"));
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path folder = Path.of(entry);
      boolean shims =
          folder.getFileName() != null && SHIMS.contains(folder.getFileName().toString())
              || volta.filter(folder::equals).isPresent();
      if (folder.isAbsolute() && !shims) {
        keep(folder, "path", found);
      }
    }
    return found.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), entry.getValue(), Map.of()))
        .toList();
  }

  private void versions(
      String variable,
      String usual,
      String below,
      String inside,
      String origin,
      Map<Path, String> found) {
    place(variable, usual)
        .map(root -> root.resolve(below))
        .ifPresent(
            root ->
                children(root)
                    .forEach(
                        version -> keep(version.resolve(inside).resolve("bin"), origin, found)));
  }

  private Optional<Path> place(String variable, String usual) {
    return folder(variable).or(() -> folder("HOME").map(home -> home.resolve(usual)));
  }

  private Optional<Path> folder(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  private static void keep(Path bin, String origin, Map<Path, String> found) {
    for (String name : NAMES) {
      Path file = bin.resolve(name);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        try {
          found.putIfAbsent(file.toRealPath(), origin);
        } catch (IOException e) {
          continue;
        }
      }
    }
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
}
