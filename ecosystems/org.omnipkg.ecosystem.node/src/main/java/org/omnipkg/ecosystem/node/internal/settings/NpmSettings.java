package org.omnipkg.ecosystem.node.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The registries npm is configured for: those of single scopes, then the one for all others; where
 * none is named, the one npm has built in.
 */
@Component(property = Ecosystem.ID + "=node")
public final class NpmSettings implements ClientSettings {
  private static final String SCOPED = ":registry";

  private final BiFunction<Path, Desk, Optional<URI>> builtIn;

  @Activate
  public NpmSettings() {
    this(new RememberedRegistry(new NpmClient()::registry));
  }

  NpmSettings(BiFunction<Path, Desk, Optional<URI>> builtIn) {
    this.builtIn = builtIn;
  }

  /** Whether npm refuses, for the one who asks, what is made for another Node. */
  public static boolean strictEngines(Desk desk) {
    return NpmConfiguration.read(desk.environment(), desk.directory())
        .getOrDefault("engine-strict", "")
        .equals("true");
  }

  /** Whether npm takes the peers of packages as wishes, for the one who asks. */
  public static boolean legacyPeers(Desk desk) {
    return NpmConfiguration.read(desk.environment(), desk.directory())
        .getOrDefault("legacy-peer-deps", "")
        .equals("true");
  }

  /** What npm leaves out of a project for the one who asks: {@code dev}, {@code optional}, … */
  public static Set<String> omitted(Desk desk) {
    Map<String, String> settings = NpmConfiguration.read(desk.environment(), desk.directory());
    Set<String> omitted = words(settings, "omit");
    boolean production = desk.environment().getOrDefault("NODE_ENV", "").equals("production");
    if (omitted.isEmpty() && production
        || settings.getOrDefault("production", "").equals("true")
        || settings.getOrDefault("only", "").matches("prod(uction)?")) {
      omitted.add("dev");
    }
    omitted.removeAll(words(settings, "include"));
    return omitted;
  }

  private static Set<String> words(Map<String, String> settings, String key) {
    String all = settings.getOrDefault(key, "") + " " + settings.getOrDefault(key + "[]", "");
    Set<String> words = new TreeSet<>(List.of(all.strip().split("[\\s,]+")));
    words.remove("");
    return words;
  }

  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    Map<String, String> settings = NpmConfiguration.read(desk.environment(), desk.directory());
    Logins logins = new Logins(settings);
    List<Source> sources = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("@") && key.endsWith(SCOPED) && !value.isBlank()) {
            String scope = key.substring(0, key.length() - SCOPED.length());
            URI registry = logins.shown(address(value));
            sources.add(
                new Source(
                    "scope-" + (sources.size() + 1),
                    URI.create(registry + "#" + scope),
                    Source.Form.INDEX));
          }
        });
    String named = settings.getOrDefault("registry", "");
    Optional<URI> registry =
        named.isBlank() ? builtIn.apply(interpreter.get(), desk) : Optional.of(address(named));
    registry.ifPresent(
        at -> sources.add(new Source("default", logins.shown(at), Source.Form.INDEX)));
    return sources;
  }

  /** A registry that cannot be read is refused: another one must not answer in its place. */
  private static URI address(String word) {
    try {
      URI address = URI.create(word.strip());
      if (address.isAbsolute()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new Refusal(
        Diagnostic.user(
            "index.address-malformed",
            "a registry configured for npm is no address",
            "look at it with `npm config list`"));
  }

  @Override
  public boolean serves(Runtime runtime) {
    return !runtime.fact(NpmClient.VERSION).isEmpty();
  }
}
