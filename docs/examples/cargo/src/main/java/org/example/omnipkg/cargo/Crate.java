package org.example.omnipkg.cargo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the index: a version of a crate.
 *
 * @param rust the oldest Rust it says it builds with, or empty
 * @param features name to what it turns on
 */
record Crate(
    String name,
    String version,
    String checksum,
    boolean yanked,
    String rust,
    Optional<Instant> published,
    List<Need> needs,
    Map<String, List<String>> features) {

  /**
   * What a crate needs.
   *
   * @param alias its name inside the crate
   * @param name its name in the registry
   * @param on a target or a {@code cfg(…)}; empty for all
   * @param registry another registry's address, or empty
   */
  record Need(
      String alias,
      String name,
      String range,
      List<String> features,
      boolean defaults,
      boolean optional,
      String on,
      boolean test,
      String registry) {
    String text() {
      return name + "@" + range;
    }
  }

  Crate {
    needs = List.copyOf(needs);
    features = Map.copyOf(features);
  }

  static Crate of(JsonNode line) {
    List<Need> needs = new ArrayList<>();
    for (JsonNode one : line.path("deps")) {
      String alias = one.path("name").asText();
      needs.add(
          new Need(
              alias,
              one.path("package").asText(alias).equals("null")
                  ? alias
                  : one.path("package").asText(alias),
              one.path("req").asText("*"),
              texts(one.path("features")),
              one.path("default_features").asBoolean(true),
              one.path("optional").asBoolean(false),
              text(one, "target"),
              text(one, "kind").equals("dev"),
              text(one, "registry")));
    }
    Map<String, List<String>> features = new LinkedHashMap<>();
    for (String key : List.of("features", "features2")) {
      line.path(key)
          .fields()
          .forEachRemaining(entry -> features.put(entry.getKey(), texts(entry.getValue())));
    }
    return new Crate(
        line.path("name").asText(),
        line.path("vers").asText(),
        line.path("cksum").asText(),
        line.path("yanked").asBoolean(false),
        text(line, "rust_version"),
        instant(text(line, "pubtime")),
        needs,
        features);
  }

  private static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isTextual() ? value.asText() : "";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return List.copyOf(texts);
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  Semver semver() {
    return Semver.of(version).orElseThrow();
  }
}
