package org.example.omnipkg.cargo;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/**
 * Rust toolchains that are here: those of rustup, of version managers, of the system. What rustup
 * puts on the PATH are doors to the toolchains and none themselves: they ask for a home, and may
 * fetch. None is obtained.
 */
@Component(property = Ecosystem.ID + "=cargo")
public final class RustRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public List<Candidate> locate(Desk desk) {
    Map<Path, String> found = new LinkedHashMap<>();
    Map<String, String> environment = desk.environment();
    String user = environment.getOrDefault("HOME", "");
    String rustup =
        environment.getOrDefault("RUSTUP_HOME", user.isEmpty() ? "" : user + "/.rustup");
    if (rustup.startsWith("/")) {
      for (Path toolchain : children(Path.of(rustup, "toolchains"))) {
        keep(toolchain.resolve("bin/cargo"), "path", found);
      }
    }
    if (user.startsWith("/")) {
      for (Path toolchain : children(Path.of(user, ".asdf/installs/rust"))) {
        keep(toolchain.resolve("bin/cargo"), "asdf", found);
      }
    }
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (entry.startsWith("/") && !entry.endsWith("/shims")) {
        keep(Path.of(entry, "cargo"), "path", found);
      }
    }
    keep(Path.of("/usr/bin/cargo"), "system", found);
    List<Candidate> candidates = new ArrayList<>();
    found.forEach((cargo, origin) -> candidates.add(new Candidate(cargo, origin, Map.of())));
    return candidates;
  }

  private static void keep(Path executable, String origin, Map<Path, String> found) {
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      return;
    }
    try {
      Path real = executable.toRealPath();
      if (real.getFileName().toString().startsWith("cargo")) {
        found.putIfAbsent(real, origin);
      }
    } catch (IOException e) {
      // a link to nowhere
    }
  }

  private static List<Path> children(Path folder) {
    List<Path> children = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
        stream.forEach(children::add);
      } catch (IOException | DirectoryIteratorException e) {
        return List.of();
      }
    }
    children.sort(null);
    return children;
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path named = candidate.executable();
    Path cargo = Files.isDirectory(named) ? named.resolve("bin/cargo") : named;
    Path bin = cargo.getParent();
    if (!isToolchain(cargo) || bin == null || bin.getParent() == null) {
      return Optional.empty();
    }
    Optional<String> about = say(List.of(cargo.toString(), "-vV"), candidate, desk);
    String release = about.map(text -> field(text, "release")).orElse("");
    String host = about.map(text -> field(text, "host")).orElse("");
    if (Semver.of(release).isEmpty() || host.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> facts = new HashMap<>();
    facts.put("host", host);
    candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
    return Optional.of(
        new Runtime(
            CargoGrammar.ID, "rust", release, cargo, bin.getParent(), candidate.origin(), facts));
  }

  /** Whether a compiler lies beside it, and it is not one of rustup's doors. */
  private static boolean isToolchain(Path cargo) {
    try {
      return Files.isExecutable(cargo.resolveSibling("rustc"))
          && cargo.toRealPath().getFileName().toString().startsWith("cargo");
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> say(List<String> argv, Candidate candidate, Desk desk) {
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv,
                  Path.of("/"),
                  candidate.environment(),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      return output.exit() == 0 ? Optional.of(output.out()) : Optional.empty();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static String field(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2).strip())
        .findFirst()
        .orElse("");
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return List.of();
  }

  @Override
  public String advice() {
    return "install Rust with rustup or the system's packages (`apt install cargo`), or name a"
        + " toolchain: `omnipkg runtime add cargo@/path/to/bin/cargo`";
  }

  @Override
  public boolean matches(String version, String wanted) {
    if (wanted.isEmpty()) {
      return Semver.of(version).filter(v -> v.pre().isEmpty()).isPresent();
    }
    return version.equals(wanted) || version.startsWith(wanted + ".");
  }
}
