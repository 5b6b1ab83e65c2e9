package org.omnipkg.model;

import java.util.Optional;
import java.util.Set;

/**
 * A package of a resolution.
 *
 * @param id its place: the name for Python, {@code node_modules/a/node_modules/b} for npm
 * @param artifact the file to install; empty for a runtime
 * @param features extras in force
 * @param source label of the index it came from
 */
public record Node(
    String id, Pin pin, Optional<Artifact> artifact, Set<String> features, String source) {
  public Node {
    features = Set.copyOf(features);
  }
}
