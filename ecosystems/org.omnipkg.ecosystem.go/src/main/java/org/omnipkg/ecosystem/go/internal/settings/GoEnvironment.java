package org.omnipkg.ecosystem.go.internal.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * Variables of the go command: the caller's, the user's file, then what the toolchain has in it.
 */
public final class GoEnvironment {
  private final Map<String, String> variables;
  private final Map<String, String> file;
  private final Supplier<Defaults> defaults;

  private GoEnvironment(
      Map<String, String> variables, Map<String, String> file, Supplier<Defaults> defaults) {
    this.variables = variables;
    this.file = file;
    this.defaults = defaults;
  }

  public static GoEnvironment of(Desk desk) {
    Map<String, String> variables = desk.environment();
    return new GoEnvironment(
        variables,
        userFile(variables).map(EnvironmentFile::read).orElse(Map.of()),
        () -> Defaults.known(desk, Whereabouts.of(variables).homes()));
  }

  /** The same with defaults from elsewhere. */
  GoEnvironment with(Supplier<Defaults> other) {
    return new GoEnvironment(variables, file, other);
  }

  private static Optional<Path> userFile(Map<String, String> variables) {
    String named = variables.getOrDefault("GOENV", "");
    if (named.equals("off")) {
      return Optional.empty();
    }
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    String configuration = variables.getOrDefault("XDG_CONFIG_HOME", "");
    if (!configuration.isEmpty()) {
      return Optional.of(Path.of(configuration, "go", "env"));
    }
    String home = variables.getOrDefault("HOME", "");
    return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".config", "go", "env"));
  }

  /** What is configured; empty when nothing is. */
  public String configured(String name) {
    String value = variables.getOrDefault(name, "");
    return value.isEmpty() ? file.getOrDefault(name, "") : value;
  }

  private String orDefault(String name, Defaults known) {
    String value = configured(name);
    return !value.isEmpty() ? value : name.equals("GOPROXY") ? known.proxy() : known.sumdb();
  }

  /** Whether no checksum database may be asked about a module. */
  public boolean unchecked(String path) {
    return configured("GOSUMDB").equals("off")
        || configured("GONOSUMCHECK").equals("1")
        || Patterns.match(privately("GONOSUMDB"), path);
  }

  /** Whether no proxy may be asked about a module. */
  public boolean direct(String path) {
    return Patterns.match(privately("GONOPROXY"), path);
  }

  private String privately(String name) {
    String own = configured(name);
    return own.isEmpty() ? configured("GOPRIVATE") : own.equals("none") ? "" : own;
  }

  /**
   * A checksum database.
   *
   * @param key its verifier key: name, hash and public key joined by plus signs
   * @param address where it answers when no proxy does
   */
  public record Sumdb(String name, String key, URI address) {}

  /** The one to ask; empty when it is switched off. */
  public Optional<Sumdb> sumdb() {
    Defaults known = defaults.get();
    String[] words = orDefault("GOSUMDB", known).split("\\s+", -1);
    if (words[0].equals("off")) {
      return Optional.empty();
    }
    String name = words[0].split("\\+", 2)[0];
    String key = words[0].contains("+") ? words[0] : known.keys().getOrDefault(name, "");
    if (key.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "integrity.sumdb-unknown",
              name.isEmpty()
                  ? "nothing says which checksum database vouches for Go modules"
                  : "the key of the checksum database `" + name + "` is not known",
              "set `GOSUMDB` to its name and key, or install Go: `omnipkg swap go`"));
    }
    String address = words.length > 1 ? words[1] : "https://" + name;
    return Optional.of(new Sumdb(name, key, URI.create(address)));
  }

  /**
   * A proxy of the list.
   *
   * @param insistent whether only an answer that it does not know lets the next one be asked
   */
  public record Proxy(String address, boolean insistent) {}

  /**
   * The list of proxies up to where it says {@code off} or {@code direct}.
   *
   * @param end the word that ended it, or empty
   */
  public record Proxies(List<Proxy> proxies, String end) {
    public Proxies {
      proxies = List.copyOf(proxies);
    }
  }

  /** The list in force; empty when neither the machine nor a toolchain tells one. */
  public Proxies proxies() {
    String value = configured("GOPROXY");
    return read(value.isEmpty() ? defaults.get().proxy() : value);
  }

  static Proxies read(String list) {
    List<Proxy> proxies = new ArrayList<>();
    String rest = list.strip();
    while (!rest.isEmpty()) {
      int end = 0;
      while (end < rest.length() && ",|".indexOf(rest.charAt(end)) < 0) {
        end++;
      }
      String word = rest.substring(0, end).strip();
      boolean insistent = end >= rest.length() || rest.charAt(end) == ',';
      rest = end >= rest.length() ? "" : rest.substring(end + 1);
      if (word.equals("direct") || word.equals("off")) {
        return new Proxies(proxies, word);
      }
      if (word.equals("noproxy") || word.isEmpty()) {
        continue;
      }
      proxies.add(new Proxy(word.contains("://") ? word : "https://" + word, insistent));
    }
    return new Proxies(proxies, "");
  }
}
