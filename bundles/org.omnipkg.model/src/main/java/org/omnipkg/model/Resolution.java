package org.omnipkg.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The chosen closure.
 *
 * @param nodes in an order that is stable from run to run
 * @param unconfirmed pins chosen on estimated manifests; they must be built before they are used
 * @param elsewhere what other platforms need beside it, so that both together are the closure on
 *     every platform; empty when the solver looked at the target alone
 */
public record Resolution(
    List<Node> nodes, List<Edge> edges, Set<Pin> unconfirmed, Optional<Elsewhere> elsewhere) {
  public Resolution {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    unconfirmed = Set.copyOf(unconfirmed);
  }

  /** For the target alone. */
  public Resolution(List<Node> nodes, List<Edge> edges, Set<Pin> unconfirmed) {
    this(nodes, edges, unconfirmed, Optional.empty());
  }

  /** The node of this id. */
  public Optional<Node> node(String id) {
    return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
  }
}
