package org.omnipkg.model;

import java.util.List;

/**
 * What the same requests need on other platforms than the target, beside what they need on it.
 *
 * @param nodes packages the target does without; those that are only for some platforms say which
 *     by {@link Artifact#WHEN}
 * @param edges demands of which at least one end is such a package
 */
public record Elsewhere(List<Node> nodes, List<Edge> edges) {
  /** The requests need the same on every platform. */
  public static final Elsewhere NOTHING = new Elsewhere(List.of(), List.of());

  public Elsewhere {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
  }
}
