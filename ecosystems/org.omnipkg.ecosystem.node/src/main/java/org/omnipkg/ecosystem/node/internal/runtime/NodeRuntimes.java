package org.omnipkg.ecosystem.node.internal.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/** Nodes: located by looking, understood by one small script, obtained from two registries. */
@Component(property = Ecosystem.ID + "=node")
public final class NodeRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Script PROBE = Script.of(NodeRuntimes.class, "node-probe.js");

  private final ObjectMapper json = new ObjectMapper();
  private final NodeProviders providers = new NodeProviders();

  @Override
  public List<Candidate> locate(Desk desk) {
    return Whereabouts.of(desk.environment()).all();
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path node =
        Files.isDirectory(candidate.executable())
            ? candidate.executable().resolve("bin/node")
            : candidate.executable();
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(node.toString(), "-e", PROBE.text()),
                  root(node),
                  candidate.environment(),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      return output.exit() == 0 ? read(output.out(), candidate) : Optional.empty();
    } catch (Refusal | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Optional<Runtime> read(String text, Candidate candidate) throws JsonProcessingException {
    if (!text.startsWith("{")) {
      return Optional.empty();
    }
    Map<String, String> facts =
        new HashMap<>(json.readValue(text, new TypeReference<Map<String, String>>() {}));
    String version = facts.getOrDefault("version", "");
    Path executable = Path.of(facts.getOrDefault("executable", ""));
    Path home = Path.of(facts.getOrDefault("home", ""));
    facts.keySet().removeAll(List.of("version", "executable", "home"));
    return Version.of(version).isEmpty() || !executable.isAbsolute()
        ? Optional.empty()
        : Optional.of(
            new Runtime(
                Names.ECOSYSTEM, "node", version, executable, home, candidate.origin(), facts));
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return providers.all(platform, desk);
  }

  /**
   * Of what decides which packages fit only the platform is known beforehand, and packages look at
   * that themselves.
   */
  @Override
  public Optional<Runtime> foretell(Provider provider, Platform platform) {
    Path nowhere = Path.of("");
    return Version.of(provider.version())
        .map(
            version ->
                new Runtime(
                    Names.ECOSYSTEM,
                    "node",
                    provider.version(),
                    nowhere,
                    nowhere,
                    Runtime.OFFERED,
                    Map.of()));
  }

  /** Lines that are out of care, or in it for a short time, are taken where no other will do. */
  @Override
  public boolean atNeed(String version) {
    return Version.of(version).filter(v -> v.prerelease().isEmpty()).isPresent();
  }

  /** Unless something is asked for, only lines that are supported for long: the even ones. */
  @Override
  public boolean matches(String version, String wanted) {
    String wish = wanted.startsWith("v") ? wanted.substring(1) : wanted;
    if (wish.isEmpty()) {
      return Version.of(version).filter(Version::longLived).isPresent();
    }
    return version.equals(wish) || version.startsWith(wish + ".");
  }

  private static Path root(Path file) {
    Path root = file.toAbsolutePath().getRoot();
    return root == null ? file.toAbsolutePath() : root;
  }
}
