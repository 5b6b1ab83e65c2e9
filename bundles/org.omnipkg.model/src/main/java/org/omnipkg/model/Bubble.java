package org.omnipkg.model;

import java.util.List;
import java.util.Map;

/**
 * One package laid out for one compatibility tag: what the engine stores as an intact tree.
 *
 * @param key directory name under {@code store/<short>/}, e.g. {@code rich-13.7.1-0123456789ab}
 * @param facts computed once, kept with the tree, handed back when a generation is made (entry
 *     points, spine, self-writers, .pth), in the ecosystem's own keys
 * @param caches folders in the tree that running code may write, such as {@code __pycache__}; all
 *     others are closed once it is stored
 */
public record Bubble(
    String key, List<Placement> placements, Map<String, List<String>> facts, List<String> caches) {
  public Bubble {
    placements = List.copyOf(placements);
    facts = Map.copyOf(facts);
    caches = List.copyOf(caches);
  }

  /** Without caches. */
  public Bubble(String key, List<Placement> placements, Map<String, List<String>> facts) {
    this(key, placements, facts, List.of());
  }
}
