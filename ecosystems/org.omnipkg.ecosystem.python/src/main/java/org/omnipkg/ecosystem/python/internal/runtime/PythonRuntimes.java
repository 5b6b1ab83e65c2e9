package org.omnipkg.ecosystem.python.internal.runtime;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/** Python interpreters: located by looking, understood by one small script. */
@Component(property = Ecosystem.ID + "=python")
public final class PythonRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern STABLE = Pattern.compile("3\\.(\\d+)\\.\\d+");
  private static final int OLDEST_BY_DEFAULT = 9;

  /** The first that can carry an environment. */
  private static final int OLDEST = 6;

  private static final Script PROBE = Script.of(PythonRuntimes.class, "probe.py");

  private final ObjectMapper json = new ObjectMapper();
  private final ProviderList providers = new ProviderList(json);

  @Override
  public List<Candidate> locate(Desk desk) {
    return Whereabouts.of(desk.environment()).all();
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path named = interpreter(candidate.executable());
    Path interpreter = BaseInterpreter.of(named).orElse(named);
    try {
      // -E -s -S instead of -I: Python 2.7 knows these too, and nothing of the user's runs.
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(interpreter.toString(), "-E", "-s", "-S", "-c", PROBE.text()),
                  root(interpreter),
                  candidate.environment(),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      return output.exit() == 0
          ? Optional.of(read(output.out(), interpreter, candidate))
          : Optional.empty();
    } catch (Refusal | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return providers.all(platform, desk);
  }

  @Override
  public boolean matches(String version, String wanted) {
    if (wanted.isEmpty()) {
      Matcher stable = STABLE.matcher(version);
      return stable.matches() && Integer.parseInt(stable.group(1)) >= OLDEST_BY_DEFAULT;
    }
    return version.equals(wanted) || version.startsWith(wanted + ".");
  }

  /** Pythons that are out of care are taken for packages that run with no other. */
  @Override
  public boolean atNeed(String version) {
    Matcher stable = STABLE.matcher(version);
    return stable.matches() && Integer.parseInt(stable.group(1)) >= OLDEST;
  }

  @Override
  public Optional<Runtime> foretell(Provider provider, Platform platform) {
    return Foretold.of(provider, platform);
  }

  private Runtime read(String text, Path interpreter, Candidate candidate)
      throws JsonProcessingException {
    Map<String, String> facts =
        new HashMap<>(json.readValue(text, new TypeReference<Map<String, String>>() {}));
    String implementation = facts.getOrDefault("implementation", "cpython");
    String said = facts.getOrDefault("executable", "");
    facts.keySet().removeAll(List.of("implementation", "executable"));
    candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
    // A wrapper script is not the interpreter; the interpreter knows itself.
    Path executable =
        Files.isExecutable(Path.of(said))
            ? BaseInterpreter.of(Path.of(said)).orElse(interpreter)
            : interpreter;
    return new Runtime(
        "python",
        implementation,
        facts.getOrDefault("python_full_version", ""),
        executable,
        Path.of(facts.getOrDefault("base_prefix", "")),
        candidate.origin(),
        facts);
  }

  /** A folder stands for the interpreter of the installation or environment in it. */
  private static Path interpreter(Path named) {
    return Files.isDirectory(named) ? named.resolve("bin/python") : named;
  }

  private static Path root(Path file) {
    Path root = file.toAbsolutePath().getRoot();
    return root == null ? file.toAbsolutePath() : root;
  }
}
