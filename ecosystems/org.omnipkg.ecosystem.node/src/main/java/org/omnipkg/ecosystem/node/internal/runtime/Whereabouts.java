package org.omnipkg.ecosystem.node.internal.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.support.Machine;
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
    Machine machine = new Machine(environment);
    Optional<Path> volta = machine.folder("VOLTA_HOME", ".volta").map(home -> home.resolve("bin"));
    for (Path folder : machine.path()) {
      boolean shims =
          folder.getFileName() != null && SHIMS.contains(folder.getFileName().toString())
              || volta.filter(folder::equals).isPresent();
      if (!shims) {
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
    new Machine(environment)
        .folder(variable, usual)
        .map(root -> root.resolve(below))
        .ifPresent(
            root ->
                Machine.children(root)
                    .forEach(
                        version -> keep(version.resolve(inside).resolve("bin"), origin, found)));
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
}
