package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.store.Store;

/**
 * Packages of an environment that were solved together: the active ones, or a kept version's.
 *
 * @param trees node id to {@code shelf/key} in the store
 */
record Ensemble(boolean active, List<Node> nodes, List<Edge> edges, Map<String, String> trees) {
  /** The active one first, then the kept ones, youngest first. */
  static List<Ensemble> of(State state) {
    List<Ensemble> all = new ArrayList<>();
    for (State.Kept kept : state.kept()) {
      all.add(0, new Ensemble(false, kept.nodes(), kept.edges(), kept.trees()));
    }
    all.add(0, new Ensemble(true, state.nodes(), state.edges(), state.trees()));
    return all;
  }

  Optional<Node> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  Optional<Store.Tree> tree(Node node, Store store) {
    String place = trees.getOrDefault(node.id(), "");
    int slash = place.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : store.tree(place.substring(0, slash), place.substring(slash + 1));
  }

  /** Whether the user asked for it. */
  boolean requested(Node node) {
    return edges.stream().anyMatch(e -> e.from().isEmpty() && e.to().equals(node.id()));
  }
}
