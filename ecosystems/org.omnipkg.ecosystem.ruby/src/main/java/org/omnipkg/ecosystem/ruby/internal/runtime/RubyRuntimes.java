package org.omnipkg.ecosystem.ruby.internal.runtime;

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
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/**
 * Rubies: located by looking, understood by one small script. A JRuby counts by its own version
 * (9.4.14.0); the Ruby it speaks (3.1.7) is one of its facts, and what gems ask for.
 */
@Component(property = Ecosystem.ID + "=ruby")
public final class RubyRuntimes implements RuntimeSource {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Script PROBE = Script.of(RubyRuntimes.class, "probe.rb");
  private static final Pattern PREFIXED = Pattern.compile("(ruby|mri|cruby|jruby)(?:-(.+))?");
  private static final Pattern NUMBERS = Pattern.compile("([0-9]+)\\.([0-9]+)(\\.[0-9]+)*");

  /** JRuby went from 1 to 9; Ruby itself is far from there. */
  private static final int JRUBY = 9;

  private final ObjectMapper json = new ObjectMapper();
  private final ProviderList providers = new ProviderList(java.lang.Runtime.version().feature());

  @Override
  public List<Candidate> locate(Desk desk) {
    return Whereabouts.of(desk.environment()).all();
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    Path ruby = interpreter(candidate.executable());
    return Child.say(
            ruby, List.of("--disable=gems"), PROBE, candidate.environment(), desk, PATIENCE)
        .flatMap(text -> read(text, ruby, candidate));
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    return providers.all(platform);
  }

  @Override
  public Optional<Runtime> foretell(Provider provider, Platform platform) {
    return providers.foretell(provider);
  }

  /** Rubies that are out of care are taken for gems that run with no other. */
  @Override
  public boolean atNeed(String version) {
    return NUMBERS.matcher(version).matches();
  }

  @Override
  public boolean matches(String version, String wanted) {
    Matcher numbers = NUMBERS.matcher(version);
    if (wanted.isEmpty()) {
      return numbers.matches() && recent(numbers);
    }
    Matcher prefixed = PREFIXED.matcher(wanted);
    if (prefixed.matches()) {
      boolean jruby = prefixed.group(1).equals("jruby");
      String rest = prefixed.group(2);
      return jruby == isJRuby(version) && (rest == null || matches(version, rest));
    }
    return version.equals(wanted) || version.startsWith(wanted + ".");
  }

  /** A JRuby cannot run extensions in C, and starts slowly: it is taken where there is no Ruby. */
  @Override
  public boolean usual(String version) {
    return !isJRuby(version);
  }

  private static boolean recent(Matcher numbers) {
    int major = Integer.parseInt(numbers.group(1));
    int minor = Integer.parseInt(numbers.group(2));
    return major > JRUBY
        || major == JRUBY && minor >= 4
        || major < JRUBY && (major > 2 || major == 2 && minor >= 7);
  }

  private static boolean isJRuby(String version) {
    Matcher numbers = NUMBERS.matcher(version);
    return numbers.matches() && Integer.parseInt(numbers.group(1)) >= JRUBY;
  }

  private Optional<Runtime> read(String text, Path ruby, Candidate candidate) {
    Map<String, String> facts;
    try {
      facts = new HashMap<>(json.readValue(text, new TypeReference<Map<String, String>>() {}));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    String engine = facts.getOrDefault("engine", "");
    String version = facts.getOrDefault("engine_version", "");
    Path home = Path.of(facts.getOrDefault("home", ""));
    if (!List.of("ruby", "jruby", "truffleruby").contains(engine)
        || version.isEmpty()
        || !home.isAbsolute()) {
      return Optional.empty();
    }
    Path said = Path.of(facts.getOrDefault("executable", ""));
    facts.keySet().removeAll(List.of("engine_version", "executable", "home"));
    candidate.environment().forEach((name, value) -> facts.put("environment." + name, value));
    return Optional.of(
        new Runtime(
            "ruby",
            engine,
            version,
            Files.isExecutable(said) && said.isAbsolute() ? said : ruby,
            home,
            candidate.origin(),
            facts));
  }

  /** A folder stands for the Ruby of the installation in it. */
  private static Path interpreter(Path named) {
    if (!Files.isDirectory(named)) {
      return named;
    }
    Path jruby = named.resolve("bin/jruby");
    return Files.isExecutable(jruby) ? jruby : named.resolve("bin/ruby");
  }
}
