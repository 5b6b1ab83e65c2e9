package org.omnipkg.ecosystem.python.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;

/** What uv is configured for: the machine's file, the user's over it, its variables over both. */
final class UvConfiguration {
  private final List<String> extra = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
  private final Map<String, String> environment;
  private Optional<String> index = Optional.empty();
  private boolean noIndex;

  private UvConfiguration(Map<String, String> environment) {
    this.environment = environment;
  }

  static ClientSources read(Path root, Map<String, String> environment) {
    UvConfiguration uv = new UvConfiguration(environment);
    String first = environment.getOrDefault("UV_DEFAULT_INDEX", "");
    uv.index(first.isEmpty() ? environment.getOrDefault("UV_INDEX_URL", "") : uv.unnamed(first));
    for (String name : List.of("UV_INDEX", "UV_EXTRA_INDEX_URL")) {
      PipConfiguration.words(environment.getOrDefault(name, ""))
          .forEach(word -> uv.extra.add(uv.unnamed(word)));
    }
    String places = environment.getOrDefault("UV_FIND_LINKS", "").replace(',', ' ');
    uv.links.addAll(PipConfiguration.words(places));
    if (environment.getOrDefault("UV_NO_CONFIG", "").isEmpty()) {
      for (Path file : files(root, environment)) {
        uv.file(file);
      }
    }
    return new ClientSources(uv.index, List.copyOf(uv.extra), List.copyOf(uv.links), uv.noIndex);
  }

  /** Strongest first. */
  private static List<Path> files(Path root, Map<String, String> environment) {
    String own = environment.getOrDefault("UV_CONFIG_FILE", "");
    if (!own.isEmpty()) {
      return List.of(root.resolve(own));
    }
    List<Path> files = new ArrayList<>();
    PipConfiguration.folder(environment)
        .ifPresent(folder -> files.add(folder.resolve("uv/uv.toml")));
    files.add(root.resolve("etc/uv/uv.toml"));
    return files;
  }

  private void file(Path file) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    JsonNode toml;
    try {
      toml = new TomlMapper().readTree(file.toFile());
    } catch (IOException e) {
      return;
    }
    for (JsonNode one : toml.path("index")) {
      String address = unlocked(one.path("name").asText(""), one.path("url").asText(""));
      if (address.isEmpty() || one.path("explicit").asBoolean()) {
        continue;
      }
      if (one.path("default").asBoolean()) {
        index(address);
      } else if (one.path("format").asText("").equals("flat")) {
        links.add(address);
      } else {
        extra.add(address);
      }
    }
    for (JsonNode part : List.of(toml, toml.path("pip"))) {
      index(part.path("index-url").asText(""));
      each(part.path("extra-index-url"), extra::add);
      each(part.path("find-links"), links::add);
      noIndex |= part.path("no-index").asBoolean();
    }
  }

  private void index(String address) {
    if (index.isEmpty() && !address.isBlank()) {
      index = Optional.of(address.strip());
    }
  }

  /** Without uv's {@code name=} in front. */
  private String unnamed(String word) {
    String address = word.replaceFirst("^[A-Za-z0-9_.-]+=(?=[a-z]+:|/|\\.)", "");
    return address.equals(word)
        ? word
        : unlocked(word.substring(0, word.length() - address.length() - 1), address);
  }

  /** With the credentials that uv's variables hold for an index of that name. */
  private String unlocked(String name, String address) {
    String variable = "UV_INDEX_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    String user = environment.getOrDefault(variable + "_USERNAME", "");
    String password = environment.getOrDefault(variable + "_PASSWORD", "");
    boolean plain = address.matches("https?://[^/?#@]+([/?#].*)?");
    return name.isEmpty() || !plain || (user.isEmpty() && password.isEmpty())
        ? address
        : address.replaceFirst(
            "://", Matcher.quoteReplacement("://" + escape(user) + ":" + escape(password) + "@"));
  }

  private static String escape(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void each(JsonNode list, Consumer<String> take) {
    for (JsonNode item : list) {
      take.accept(item.asText());
    }
  }
}
