package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.spi.Layout;
import org.omnipkg.store.Store;

/**
 * What is wanted of one language.
 *
 * @param closures the first one is to be linked, the others only to be at hand
 */
record Order(Layout layout, List<Closure> closures) {
  Order {
    closures = List.copyOf(closures);
  }

  /** The active closure of a part, and those of the versions it keeps. */
  static Order of(Plan.Part part, Layout layout) {
    List<Closure> closures = new ArrayList<>();
    closures.add(Closure.of(part.resolution()));
    for (State.Kept one : part.kept()) {
      closures.add(Closure.of(one));
    }
    return new Order(layout, closures);
  }

  Closure linked() {
    return closures.get(0);
  }

  /** By their bytes: what nodes share comes once. */
  static Map<String, Piece> pieces(List<Order> orders) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    for (Order order : orders) {
      for (Closure closure : order.closures) {
        order.pieces(closure).forEach((id, piece) -> pieces.putIfAbsent(piece.bytes(), piece));
      }
    }
    return pieces;
  }

  /** By node id; nodes without an artifact are none. */
  Map<String, Piece> pieces(Closure closure) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    for (Node node : closure.nodes()) {
      if (node.artifact().isPresent() && LinkedFolder.of(node).isEmpty()) {
        pieces.put(node.id(), new Piece(node, layout));
      }
    }
    return pieces;
  }

  /**
   * By node id.
   *
   * @param trees of all its pieces, by their bytes
   */
  Map<String, Store.Tree> trees(Closure closure, Map<String, Store.Tree> trees) {
    Map<String, Store.Tree> its = new LinkedHashMap<>();
    pieces(closure)
        .forEach((id, piece) -> its.put(id, Objects.requireNonNull(trees.get(piece.bytes()))));
    return its;
  }
}
