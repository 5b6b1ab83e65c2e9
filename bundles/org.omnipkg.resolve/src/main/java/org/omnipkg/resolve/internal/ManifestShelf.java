package org.omnipkg.resolve.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;
import org.omnipkg.store.Ledger;
import org.osgi.service.log.Logger;

/**
 * Manifests for ever, under the digests of all artifacts of their release. Conditions are code, so
 * requirements are kept as text and read again by the language's grammar; a manifest that does not
 * survive that is not kept.
 */
final class ManifestShelf {
  private static final String TABLE = "manifests-1";

  private final ObjectMapper json = new ObjectMapper();
  private final Ledger ledger;
  private final Logger log;

  ManifestShelf(Ledger ledger, Logger log) {
    this.ledger = ledger;
    this.log = log;
  }

  Optional<Manifest> find(Release release, Grammar grammar) {
    return key(release)
        .flatMap(key -> ledger.get(TABLE, key))
        .flatMap(bytes -> read(release.pin(), bytes, grammar));
  }

  /** A manifest read from the files of a release. */
  record Read(Release release, Manifest manifest) {}

  /** Keeps those that can be kept, in one go. */
  void keep(List<Read> all, Grammar grammar) {
    Map<String, byte[]> rows = new LinkedHashMap<>();
    all.forEach(read -> row(read.release(), read.manifest(), grammar, rows));
    ledger.put(TABLE, rows);
  }

  private void row(Release release, Manifest manifest, Grammar grammar, Map<String, byte[]> rows) {
    Optional<String> key = key(release);
    if (key.isEmpty() || manifest.certainty() != Certainty.STATED) {
      return;
    }
    try {
      byte[] bytes = json.writeValueAsBytes(write(manifest));
      if (read(release.pin(), bytes, grammar).filter(back -> same(back, manifest)).isPresent()) {
        rows.put(key.get(), bytes);
      } else {
        log.debug("the manifest of {} does not survive being written down", release.pin());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode write(Manifest manifest) {
    ObjectNode top = json.createObjectNode();
    top.put("runtime", manifest.runtimeRange());
    manifest.bundled().stream().sorted().forEach(top.putArray("bundled")::add);
    ObjectNode features = top.putObject("features");
    manifest.features().keySet().stream()
        .sorted()
        .forEach(
            feature -> {
              ArrayNode list = features.putArray(feature);
              for (Dependency dependency : manifest.features().getOrDefault(feature, List.of())) {
                list.addObject()
                    .put("text", dependency.text())
                    .put("alias", dependency.alias())
                    .put("tie", dependency.tie().name())
                    .put("role", dependency.role().name());
              }
            });
    return top;
  }

  private Optional<Manifest> read(Pin pin, byte[] bytes, Grammar grammar) {
    try {
      JsonNode top = json.readTree(bytes);
      Map<String, List<Dependency>> features = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry : top.path("features").properties()) {
        List<Dependency> list = new ArrayList<>();
        for (JsonNode node : entry.getValue()) {
          list.add(dependency(node, entry.getKey(), grammar));
        }
        features.put(entry.getKey(), List.copyOf(list));
      }
      Set<String> bundled = new LinkedHashSet<>();
      top.path("bundled").forEach(name -> bundled.add(name.asText()));
      return Optional.of(
          new Manifest(pin, features, top.path("runtime").asText(), Certainty.STATED, bundled));
    } catch (IOException | Refusal | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Dependency dependency(JsonNode node, String feature, Grammar grammar) {
    Dependency read = grammar.parse(node.path("text").asText(), feature);
    return new Dependency(
        read.target(),
        read.range(),
        read.features(),
        node.path("alias").asText(),
        Tie.valueOf(node.path("tie").asText()),
        Role.valueOf(node.path("role").asText()),
        read.when(),
        read.direct(),
        read.text());
  }

  private static boolean same(Manifest one, Manifest other) {
    return plain(one).equals(plain(other));
  }

  /** Everything comparable: a condition is compared by its source text. */
  private static Map<String, List<List<Object>>> plain(Manifest manifest) {
    Map<String, List<List<Object>>> all = new LinkedHashMap<>();
    manifest
        .features()
        .forEach(
            (feature, dependencies) ->
                all.put(
                    feature,
                    dependencies.stream()
                        .map(
                            d ->
                                List.<Object>of(
                                    d.target(),
                                    d.range(),
                                    d.features(),
                                    d.alias(),
                                    d.tie(),
                                    d.role(),
                                    d.when().toString(),
                                    d.direct(),
                                    d.text()))
                        .toList()));
    return all;
  }

  private static Optional<String> key(Release release) {
    List<String> hashes = new ArrayList<>();
    for (Artifact artifact : release.artifacts()) {
      String sha256 = artifact.hashes().get("sha256");
      if (sha256 == null) {
        return Optional.empty();
      }
      hashes.add(sha256);
    }
    if (hashes.isEmpty()) {
      return Optional.empty();
    }
    hashes.sort(null);
    hashes.add(0, release.pin().toString());
    return Optional.of(sha256(String.join("\n", hashes)));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
