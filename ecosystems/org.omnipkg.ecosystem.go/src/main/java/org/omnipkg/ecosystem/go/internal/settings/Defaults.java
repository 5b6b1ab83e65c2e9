package org.omnipkg.ecosystem.go.internal.settings;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * What the go command does where nothing is configured. Learned from a toolchain itself and kept,
 * so that the next one can be obtained without any.
 *
 * @param proxy its {@code GOPROXY}
 * @param sumdb its {@code GOSUMDB}
 * @param keys verifier keys of checksum databases by their names
 */
public record Defaults(String proxy, String sumdb, Map<String, String> keys) {
  public static final Defaults NONE = new Defaults("", "", Map.of());

  private static final String CACHE = "go-defaults";
  private static final String FILE = "defaults.properties";
  private static final String KEY = "key.";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ROW = Pattern.compile("\"([a-z0-9.-]+)\":\\s*\"([^\"]+\\+[^\"]+)\"");

  public Defaults {
    keys = Map.copyOf(keys);
  }

  /** What was learned before, else what can be read from a toolchain without running it. */
  public static Defaults known(Desk desk, List<Path> homes) {
    Defaults kept = kept(desk);
    if (!kept.proxy.isEmpty()) {
      return kept;
    }
    for (Path home : homes) {
      Defaults read = of(home);
      if (!read.proxy.isEmpty()) {
        read.keep(desk);
        return read;
      }
    }
    return NONE;
  }

  /** Asks a toolchain and keeps the answer. */
  public static Defaults ask(Path executable, Desk desk) {
    try {
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(executable.toString(), "env", "GOPROXY", "GOSUMDB", "GOROOT"),
                  desk.scratch(),
                  Map.of("GOENV", "off", "GOTOOLCHAIN", "local", "GO111MODULE", "on"),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      String[] lines = output.out().split("\n", -1);
      if (output.exit() != 0 || lines.length < 3) {
        return NONE;
      }
      Defaults learned =
          new Defaults(lines[0].strip(), lines[1].strip(), keys(Path.of(lines[2].strip())));
      learned.keep(desk);
      return learned;
    } catch (Refusal e) {
      return NONE;
    }
  }

  /** What lies in a toolchain's own files. */
  public static Defaults of(Path home) {
    Map<String, String> file = EnvironmentFile.read(home.resolve("go.env"));
    return new Defaults(
        file.getOrDefault("GOPROXY", ""), file.getOrDefault("GOSUMDB", ""), keys(home));
  }

  private static Map<String, String> keys(Path home) {
    Map<String, String> keys = new HashMap<>();
    Path source = home.resolve("src/cmd/go/internal/modfetch/key.go");
    try {
      if (Files.isRegularFile(source)) {
        Matcher row = ROW.matcher(Files.readString(source));
        while (row.find()) {
          keys.put(row.group(1), row.group(2));
        }
      }
    } catch (IOException e) {
      return Map.of();
    }
    return keys;
  }

  /** Remembers it for the machine. */
  public void keep(Desk desk) {
    Properties all = new Properties();
    all.setProperty("proxy", proxy);
    all.setProperty("sumdb", sumdb);
    keys.forEach((name, key) -> all.setProperty(KEY + name, key));
    try {
      Path file = desk.cache(CACHE).resolve(FILE);
      Path staged = Files.createTempFile(file.getParent(), "defaults", ".tmp");
      try (Writer out = Files.newBufferedWriter(staged)) {
        all.store(out, null);
      }
      Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Defaults kept(Desk desk) {
    Path file = desk.cache(CACHE).resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return NONE;
    }
    Properties all = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      all.load(in);
    } catch (IOException | IllegalArgumentException e) {
      return NONE;
    }
    Map<String, String> keys = new HashMap<>();
    for (String name : all.stringPropertyNames()) {
      if (name.startsWith(KEY)) {
        keys.put(name.substring(KEY.length()), all.getProperty(name));
      }
    }
    return new Defaults(all.getProperty("proxy", ""), all.getProperty("sumdb", ""), keys);
  }
}
