package org.omnipkg.ecosystem.go.internal.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.settings.Defaults;
import org.omnipkg.ecosystem.go.internal.settings.Whereabouts;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/** Go toolchains: located by looking, understood by their own {@code go env}. */
@Component(property = Ecosystem.ID + "=go")
public final class GoRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> ASKED =
      List.of("GOVERSION", "GOROOT", "GOOS", "GOARCH", "GOPROXY", "GOSUMDB");

  @Override
  public List<Candidate> locate(Desk desk) {
    return Whereabouts.of(desk.environment()).all();
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path executable = executable(candidate.executable());
    List<String> argv = new ArrayList<>(List.of(executable.toString(), "env"));
    argv.addAll(ASKED);
    Map<String, String> environment = new HashMap<>(candidate.environment());
    environment.put("GOENV", "off");
    environment.put("GOTOOLCHAIN", "local");
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv,
                  folder(executable),
                  environment,
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      String[] lines = output.out().split("\n", -1);
      return output.exit() == 0 && lines.length >= ASKED.size()
          ? read(lines, executable, candidate, desk)
          : Optional.empty();
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static Optional<Runtime> read(
      String[] lines, Path executable, Candidate candidate, Desk desk) {
    String version = lines[0].strip().split("\\s+", 2)[0];
    if (!version.matches("go[0-9].*") || !Path.of(lines[1].strip()).isAbsolute()) {
      return Optional.empty();
    }
    Path home = Path.of(lines[1].strip());
    Map<String, String> facts = new HashMap<>();
    facts.put("os", lines[2].strip());
    facts.put("arch", lines[3].strip());
    candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
    Defaults here = Defaults.of(home);
    new Defaults(lines[4].strip(), lines[5].strip(), here.keys()).keep(desk);
    Path own = home.resolve("bin/go");
    return Optional.of(
        new Runtime(
            "go",
            "go",
            version.substring(2),
            Files.isExecutable(own) ? own : executable,
            home,
            candidate.origin(),
            facts));
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    List<Provider> all = new ArrayList<>(new Toolchains(platform, desk).providers());
    all.addAll(new GoWheels(platform, desk).providers());
    all.sort((one, other) -> Languages.ORDER.compare(other.version(), one.version()));
    return List.copyOf(all);
  }

  @Override
  public Optional<Runtime> foretell(Provider provider, Platform platform) {
    Path nowhere = Path.of("");
    return Machine.of(platform)
        .map(machine -> machine.split("-", 2))
        .map(machine -> Map.of("os", machine[0], "arch", machine[1]))
        .map(
            facts ->
                new Runtime(
                    "go", "go", provider.version(), nowhere, nowhere, Runtime.OFFERED, facts));
  }

  @Override
  public boolean matches(String version, String wanted) {
    String plain = wanted.startsWith("go") ? wanted.substring(2) : wanted;
    if (plain.isEmpty()) {
      return version.matches("[0-9]+\\.[0-9]+(\\.[0-9]+)?");
    }
    return Languages.admits(plain, version);
  }

  /** A folder stands for the toolchain in it. */
  private static Path executable(Path named) {
    return Files.isDirectory(named) ? named.resolve("bin/go") : named;
  }

  private static Path folder(Path file) {
    Path root = file.toAbsolutePath().getRoot();
    return root == null ? file.toAbsolutePath() : root;
  }
}
