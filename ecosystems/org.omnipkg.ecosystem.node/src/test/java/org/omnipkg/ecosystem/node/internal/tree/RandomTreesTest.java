package org.omnipkg.ecosystem.node.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  /** Worlds in which npm lays a tree that lacks what one of its packages needs. */
  private static final Set<Integer> LACKING = Set.of(310);

  @TempDir Path scratch;

  /**
   * A world and what npm made of it.
   *
   * @param places versions by place, or the code of a refusal under {@code error}; empty where npm
   *     came to no end
   */
  private record World(JsonNode said, Optional<Map<String, String>> places) {
    static World read(String line) {
      String[] words = line.split(" ");
      RandomWorld made = new RandomWorld(Integer.parseInt(words[0]));
      assertEquals(words[1], made.mark(), "not the world npm was asked about: " + words[0]);
      Map<String, String> places = new TreeMap<>();
      for (String word : List.of(words).subList(2, words.length)) {
        if (word.equals("endless")) {
          return new World(made.json(), Optional.empty());
        }
        String[] place = word.split("=");
        places.put(
            place[0].equals("error")
                ? place[0]
                : "node_modules/" + place[0].replace("/", "/node_modules/"),
            place[1].replace("ETARGET", "resolve.unknown-version"));
      }
      return new World(made.json(), Optional.of(places));
    }

    /** Whether npm came to an end, and lays all that is needed. */
    boolean comparable() {
      return places.isPresent() && !LACKING.contains(said.get("seed").asInt());
    }
  }

  private static List<World> worlds() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RandomTreesTest.class.getResourceAsStream("random-trees.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(World::read).toList();
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

  @Test
  void every_world_has_npms_tree() throws IOException {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (World world : worlds()) {
      if (world.comparable()) {
        compared++;
        Map<String, String> ours = ours(world.said());
        if (!ours.equals(world.places().get())) {
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
    for (World world : worlds()) {
      if (!world.comparable()) {
        endless++;
        assertFalse(ours(world.said()).isEmpty(), world.toString());
      }
    }
    assertTrue(endless >= 4, endless + " worlds");
  }
}
