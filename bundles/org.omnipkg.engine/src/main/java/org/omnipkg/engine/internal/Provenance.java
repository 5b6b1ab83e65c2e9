package org.omnipkg.engine.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;

/**
 * What a tree was made of, kept among its facts so that the store alone can tell it.
 *
 * @param name of the package, in its registry's spelling
 * @param source label of where it came from
 */
record Provenance(String name, String version, String source, Artifact artifact) {
  private static final String PACKAGE = "package";
  private static final String ARTIFACT = "artifact";
  private static final String ARTIFACT_FACTS = "artifact-facts";
  private static final String ARTIFACT_HASHES = "artifact-hashes";
  private static final int FIELDS = 5;
  private static final Pattern SECRET = Pattern.compile("(://)[^/?#]*@|[?#].*");

  static Provenance of(Node node, Artifact artifact) {
    return new Provenance(node.pin().name().name(), node.pin().version(), node.source(), artifact);
  }

  /** The facts with this among them; without what an address may hold that is secret. */
  Map<String, List<String>> among(Map<String, List<String>> facts) {
    String sha256 = artifact.hashes().get("sha256");
    if (sha256 == null) {
      return facts;
    }
    Map<String, List<String>> all = new LinkedHashMap<>(facts);
    all.put(PACKAGE, List.of(name, version, source));
    all.put(
        ARTIFACT,
        List.of(
            artifact.filename(),
            artifact.format(),
            SECRET.matcher(artifact.location().toString()).replaceAll("$1"),
            sha256,
            String.valueOf(artifact.size().orElse(-1))));
    all.put(ARTIFACT_FACTS, pairs(artifact.facts()));
    Map<String, String> others = new HashMap<>(artifact.hashes());
    others.remove("sha256");
    if (!others.isEmpty()) {
      all.put(ARTIFACT_HASHES, pairs(others));
    }
    return all;
  }

  private static List<String> pairs(Map<String, String> map) {
    List<String> pairs = new ArrayList<>();
    new TreeMap<>(map).forEach((key, value) -> pairs.addAll(List.of(key, value)));
    return pairs;
  }

  private static Map<String, String> map(List<String> pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      map.put(pairs.get(i), pairs.get(i + 1));
    }
    return map;
  }

  /** Empty for a tree of which nobody noted it. */
  static Optional<Provenance> of(Map<String, List<String>> facts) {
    List<String> pin = facts.getOrDefault(PACKAGE, List.of());
    List<String> file = facts.getOrDefault(ARTIFACT, List.of());
    if (pin.size() != 3 || file.size() != FIELDS) {
      return Optional.empty();
    }
    Map<String, String> hashes = map(facts.getOrDefault(ARTIFACT_HASHES, List.of()));
    hashes.put("sha256", file.get(3));
    long size = Long.parseLong(file.get(4));
    return Optional.of(
        new Provenance(
            pin.get(0),
            pin.get(1),
            pin.get(2),
            new Artifact(
                file.get(0),
                file.get(1),
                URI.create(file.get(2)),
                hashes,
                size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
                map(facts.getOrDefault(ARTIFACT_FACTS, List.of())))));
  }
}
