package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Refusal;

/**
 * Our trees of small random worlds, held against those of npm's own tree builder, which {@code
 * src/test/node/random-trees.js} asked.
 */
class RandomTreesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path scratch;

  private static List<JsonNode> worlds() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RandomTreesTest.class.getResourceAsStream("random-trees.txt"))) {
      List<JsonNode> worlds = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        worlds.add(JSON.readTree(line));
      }
      return worlds;
    }
  }

  private SmallRegistry registry(JsonNode world) {
    SmallRegistry registry = new SmallRegistry(scratch);
    world
        .get("packages")
        .properties()
        .forEach(
            one ->
                one.getValue()
                    .properties()
                    .forEach(
                        release ->
                            registry.release(
                                one.getKey(),
                                release.getKey(),
                                release.getValue().properties().stream()
                                    .map(m -> "'" + m.getKey() + "': " + m.getValue())
                                    .toArray(String[]::new))));
    world
        .get("overrides")
        .properties()
        .forEach(one -> registry.override(one.getKey(), one.getValue().asText()));
    return registry;
  }

  private Map<String, String> ours(JsonNode world) {
    String[] words =
        world.get("roots").properties().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(root -> root.getKey() + "@" + root.getValue().asText())
            .toArray(String[]::new);
    SmallRegistry registry = registry(world);
    try {
      return registry.solve(words).solved().isPresent()
          ? registry.grown(words)
          : Map.of("error", "ERESOLVE");
    } catch (Refusal refusal) {
      return Map.of("error", refusal.diagnostic().code());
    }
  }

  private static Map<String, String> theirs(JsonNode world) {
    Map<String, String> places = new TreeMap<>();
    world.get("places").properties().forEach(p -> places.put(p.getKey(), p.getValue().asText()));
    places.computeIfPresent(
        "error", (key, code) -> code.replace("ETARGET", "resolve.unknown-version"));
    return places;
  }

  /** Worlds in which npm lays a tree that lacks what one of its packages needs. */
  private static final Set<Integer> LACKING = Set.of(310);

  @Test
  void every_world_has_npms_tree() throws IOException {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (JsonNode world : worlds()) {
      if (world.has("places") && !LACKING.contains(world.get("seed").asInt())) {
        compared++;
        Map<String, String> ours = ours(world);
        if (!ours.equals(theirs(world))) {
          different.add(world + "\n  ours " + ours);
        }
      }
    }
    assertTrue(compared >= 250, compared + " worlds");
    assertEquals(List.of(), different, different.size() + "\n" + String.join("\n", different));
  }

  @Test
  void worlds_in_which_npm_goes_round_in_circles_come_to_an_end() throws IOException {
    int endless = 0;
    for (JsonNode world : worlds()) {
      if (!world.has("places") || LACKING.contains(world.get("seed").asInt())) {
        endless++;
        assertFalse(ours(world).isEmpty(), world.toString());
      }
    }
    assertTrue(endless >= 4, endless + " worlds");
  }
}
