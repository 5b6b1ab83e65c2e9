package org.omnipkg.tck.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;

/** Interpreters lie in {@code $TOY_HOME/VERSION/bin/toy} and say {@code toy 2.1} when asked. */
public final class ToyRuntimes implements RuntimeSource {
  @Override
  public List<Candidate> locate(Desk desk) {
    Path home = Path.of(desk.environment().getOrDefault("TOY_HOME", "/opt/toy"));
    try (Stream<Path> versions = Files.list(home)) {
      return versions
          .map(version -> version.resolve("bin/toy"))
          .filter(Files::isExecutable)
          .sorted()
          .map(executable -> new Candidate(executable, "system", Map.of()))
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Desk.Output said =
        desk.run(
            new Desk.Command(
                List.of(candidate.executable().toString(), "--version"),
                desk.scratch(),
                candidate.environment(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Optional.empty()));
    if (said.exit() != 0 || !said.out().startsWith("toy ")) {
      return Optional.empty();
    }
    return Optional.of(
        new Runtime(
            "toy",
            "toy",
            said.out().strip().substring("toy ".length()),
            candidate.executable(),
            candidate.executable().getParent().getParent(),
            candidate.origin(),
            Map.of()));
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return Stream.of("2.1", "2.0", "1.9")
        .map(version -> provider(version, "linux-x86_64"))
        .filter(provider -> provider.platform().equals(platform.id()))
        .toList();
  }

  @Override
  public Optional<Runtime> foretell(Provider provider, Platform platform) {
    Path nowhere = Path.of("");
    return Optional.of(
        new Runtime("toy", "toy", provider.version(), nowhere, nowhere, Runtime.OFFERED, Map.of()));
  }

  private static Provider provider(String version, String platform) {
    return new Provider(
        "toy",
        version,
        platform,
        "https://toys.example/toy-" + version + ".zip",
        "0123456789abcdef".repeat(4),
        "zip",
        1,
        "",
        List.of("bin/*"),
        Map.of(),
        "bin/toy");
  }

  @Override
  public boolean matches(String version, String wanted) {
    return wanted.isEmpty() || version.equals(wanted) || version.startsWith(wanted + ".");
  }
}
