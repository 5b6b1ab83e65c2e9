package org.omnipkg.ecosystem.node.internal.runtime;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/** The npm that comes with a Node. */
public final class NpmClient {
  /** Fact of a runtime: the version of its npm; missing when it has none. */
  public static final String VERSION = "npm";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Its script's name. */
  public static final String COMMAND = "npm-cli.js";

  /** The npm of the line that a Node of this version came with, or that serves it best. */
  public static String suitable(String node) {
    long major = Version.of(node).map(Version::major).orElse(0L);
    return "npm@" + (major >= 24 ? "^11" : major >= 18 ? "^10" : major >= 15 ? "^8" : "^6");
  }

  /** Its script, below an installation. */
  public static Optional<Path> script(Path home) {
    return Stream.of("lib/node_modules/npm", "share/nodejs/npm", "share/npm", "node_modules/npm")
        .map(place -> home.resolve(place).resolve("bin/" + COMMAND))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The registry built into the npm beside this Node, asked of itself. */
  public Optional<URI> registry(Path node, Desk desk) {
    Path home = home(node);
    Optional<Path> script = home == null ? Optional.empty() : script(home);
    if (script.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> environment = new HashMap<>(desk.environment());
    environment
        .keySet()
        .removeIf(
            name -> name.toLowerCase(Locale.ROOT).startsWith("npm_") || name.startsWith("NODE_"));
    environment.put("npm_config_update_notifier", "false");
    try {
      Desk.Output said =
          desk.run(
              new Desk.Command(
                  List.of(node.toString(), script.get().toString(), "config", "get", "registry"),
                  desk.scratch(),
                  environment,
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      String address = said.out().strip();
      return said.exit() == 0 && address.contains("://")
          ? Optional.of(URI.create(address))
          : Optional.empty();
    } catch (Refusal | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @org.jspecify.annotations.Nullable Path home(Path node) {
    Path bin = node.toAbsolutePath().getParent();
    return bin == null ? null : bin.getParent();
  }
}
