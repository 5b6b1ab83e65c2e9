package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Component;

/**
 * The index Cargo's own configuration puts in the place of its usual one; else the usual one, whose
 * address only Cargo knows: it names it when it is kept from reaching it.
 */
@Component(property = Ecosystem.ID + "=cargo")
public final class CargoSettings implements ClientSettings {
  private static final String USUAL = "crates-io";
  private static final String SPARSE = "sparse+";
  private static final int MOST_STEPS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADDRESS = Pattern.compile("(https?://[^`\"\\s]+/)config\\.json");

  /** Nobody listens there: what asks by way of it reaches nothing. */
  private static final String NOWHERE = "http://127.0.0.1:9";

  private static final TomlMapper TOML = new TomlMapper();

  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    Optional<String> configured = configured(files(desk));
    URI place = configured.map(CargoSettings::sparse).orElseGet(() -> usual(interpreter, desk));
    return List.of(new Source("default", place, Source.Form.INDEX));
  }

  /** The configuration files that count in the caller's directory, the nearest first. */
  private static List<Path> files(Desk desk) {
    List<Path> files = new ArrayList<>();
    for (Path folder = desk.directory(); folder != null; folder = folder.getParent()) {
      files.add(folder.resolve(".cargo/config.toml"));
      files.add(folder.resolve(".cargo/config"));
    }
    Map<String, String> environment = desk.environment();
    String home =
        environment.getOrDefault(
            "CARGO_HOME",
            environment.containsKey("HOME") ? environment.get("HOME") + "/.cargo" : "");
    if (home.startsWith("/")) {
      files.add(Path.of(home, "config.toml"));
      files.add(Path.of(home, "config"));
    }
    return files.stream().filter(Files::isRegularFile).distinct().toList();
  }

  /** What stands in the place of the usual index; empty when nothing does. */
  private static Optional<String> configured(List<Path> files) {
    Map<String, Map<String, String>> sources = new HashMap<>();
    Map<String, String> registries = new HashMap<>();
    for (Path file : files) {
      JsonNode config = read(file);
      config
          .path("source")
          .fields()
          .forEachRemaining(
              source ->
                  source
                      .getValue()
                      .fields()
                      .forEachRemaining(
                          one ->
                              sources
                                  .computeIfAbsent(source.getKey(), key -> new HashMap<>())
                                  .putIfAbsent(one.getKey(), one.getValue().asText())));
      config
          .path("registries")
          .fields()
          .forEachRemaining(
              one -> registries.putIfAbsent(one.getKey(), one.getValue().path("index").asText()));
    }
    String name = USUAL;
    for (int step = 0; step < MOST_STEPS; step++) {
      Map<String, String> source = sources.getOrDefault(name, Map.of());
      String next = source.getOrDefault("replace-with", "");
      if (next.isEmpty()) {
        String place =
            source.getOrDefault("registry", registries.getOrDefault(name, other(source)));
        return name.equals(USUAL) && place.isEmpty() ? Optional.empty() : Optional.of(place);
      }
      name = next;
    }
    throw unsupported("its sources replace one another in a circle");
  }

  private static String other(Map<String, String> source) {
    return source.keySet().stream()
        .filter(key -> key.equals("local-registry") || key.equals("directory") || key.equals("git"))
        .findFirst()
        .map(key -> key + ":")
        .orElse("");
  }

  private static URI sparse(String place) {
    if (!place.startsWith(SPARSE)) {
      throw unsupported("it is not sparse: its address does not begin with `sparse+`");
    }
    try {
      return URI.create(place.substring(SPARSE.length()));
    } catch (IllegalArgumentException e) {
      throw unsupported("its address is none");
    }
  }

  private static Refusal unsupported(String why) {
    return new Refusal(
        Diagnostic.user(
            "index.address-malformed",
            "omnipkg cannot use the index in Cargo's configuration: " + why,
            "name a sparse index with `--index cargo:ADDRESS`"));
  }

  private static JsonNode read(Path file) {
    try {
      return TOML.readTree(Files.readString(file));
    } catch (IOException e) {
      // the exception quotes lines of the file, which may hold a token
      throw new Refusal(
          Diagnostic.user(
              "index.address-malformed",
              "Cargo's `" + file.getFileName() + "` cannot be read",
              "`cargo config get` shows what is wrong with it"));
    }
  }

  private static URI usual(Supplier<Path> interpreter, Desk desk) {
    Path cargo = interpreter.get();
    Path known = desk.cache("cargo").resolve("usual-index");
    try {
      String by = cargo + " " + Files.getLastModifiedTime(cargo).toMillis();
      if (Files.exists(known)) {
        String[] lines = Files.readString(known).split("\n", -1);
        if (lines.length == 2 && lines[0].equals(by)) {
          return URI.create(lines[1]);
        }
      }
      URI found = ask(cargo, desk);
      Files.writeString(known, by + "\n" + found);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI ask(Path cargo, Desk desk) throws IOException {
    Path project = Files.createTempDirectory(desk.scratch(), "cargo");
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("src/lib.rs"), "");
    Files.writeString(
        project.resolve("Cargo.toml"),
        "[package]\nname = \"nothing\"\nversion = \"0.0.0\"\n[dependencies]\na = \"*\"\n"
            + "[workspace]\n");
    Path home = Files.createDirectories(project.resolve("home"));
    Desk.Output output =
        desk.run(
            new Desk.Command(
                List.of(cargo.toString(), "generate-lockfile"),
                project,
                Map.of(
                    "PATH",
                    "/usr/bin:/bin",
                    "HOME",
                    home.toString(),
                    "CARGO_HOME",
                    home.toString(),
                    "CARGO_HTTP_PROXY",
                    NOWHERE,
                    "CARGO_NET_RETRY",
                    "0",
                    // some name the address in their message, some only here
                    "CARGO_LOG",
                    "network=debug"),
                Optional.empty(),
                PATIENCE,
                Optional.empty()));
    Matcher address = ADDRESS.matcher(output.err());
    if (!address.find()) {
      throw new Refusal(
          Diagnostic.outside(
                  "index.unreadable",
                  "Cargo does not say which index it uses",
                  "name it with `--index cargo:ADDRESS`")
              .with(output.err().lines().limit(MOST_STEPS).toList()));
    }
    return URI.create(address.group(1));
  }
}
