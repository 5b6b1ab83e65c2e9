package org.omnipkg.ecosystem.node.internal.tree;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.tck.Parcel;

/**
 * A few packages and requests made of a number, the same ones as {@code
 * src/test/node/random-trees.js} makes of it, to the letter of their document.
 */
final class RandomWorld {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");
  private static final List<String> VERSIONS =
      List.of("1.0.0", "1.1.0", "2.0.0", "2.1.0", "3.0.0-beta.1", "3.0.0");
  private static final List<String> RANGES =
      List.of(
          "*",
          "*",
          "^1",
          "^2",
          ">=1",
          "1 || 2",
          "1 || 2 || 3",
          ">=2 <4",
          "^3",
          "~1.1",
          "2.0.0",
          "^3.0.0-beta.0");
  private static final String PEERS = "peerDependencies";
  private static final List<String> KINDS =
      List.of("dependencies", "dependencies", "dependencies", PEERS, PEERS, "optionalDependencies");

  private final Map<String, Object> document = new LinkedHashMap<>();
  private int state;

  RandomWorld(int seed) {
    state = seed;
    Map<String, Map<String, Object>> packages = new LinkedHashMap<>();
    for (String name : NAMES) {
      packages.put(name, releases(name));
    }
    Map<String, Object> roots = new LinkedHashMap<>();
    for (int i = below(3); i >= 0; i--) {
      String name = of(NAMES);
      List<String> known = List.copyOf(packages.get(name).keySet());
      roots.put(name, one(2) ? "*" : "^" + of(known));
    }
    Map<String, Object> overrides = new LinkedHashMap<>();
    if (one(6)) {
      overrides.put(of(NAMES), of(RANGES));
    }
    document.put("seed", seed);
    document.put("packages", packages);
    document.put("roots", roots);
    document.put("overrides", overrides);
  }

  private Map<String, Object> releases(String name) {
    Map<String, Object> releases = new LinkedHashMap<>();
    for (String version : VERSIONS) {
      if (!one(version.contains("-") ? 2 : 4)) {
        releases.put(version, release(name));
      }
    }
    if (releases.isEmpty()) {
      releases.put("1.0.0", Map.of());
    }
    return releases;
  }

  private Map<String, Map<String, Object>> release(String name) {
    Map<String, Map<String, Object>> release = new LinkedHashMap<>();
    for (int i = below(4); i > 0; i--) {
      String kind = of(KINDS);
      String other = of(NAMES);
      if (other.equals(name) && !one(6)) {
        continue;
      }
      release.computeIfAbsent(kind, key -> new LinkedHashMap<>()).put(other, of(RANGES));
      if (kind.equals(PEERS) && one(4)) {
        release
            .computeIfAbsent("peerDependenciesMeta", key -> new LinkedHashMap<>())
            .put(other, Map.of("optional", true));
      }
    }
    return release;
  }

  JsonNode json() {
    return JSON.valueToTree(document);
  }

  /** The beginning of its document's digest. */
  String mark() {
    try {
      byte[] text = JSON.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
      return Parcel.sha256(text).substring(0, 8);
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private double next() {
    state += 0x6d2b79f5;
    int t = (state ^ (state >>> 15)) * (state | 1);
    t ^= t + (t ^ (t >>> 7)) * (t | 61);
    return Integer.toUnsignedLong(t ^ (t >>> 14)) / 4294967296.0;
  }

  private int below(int number) {
    return (int) Math.floor(next() * number);
  }

  private boolean one(int of) {
    return next() * of < 1;
  }

  private String of(List<String> list) {
    return list.get(below(list.size()));
  }
}
