package org.omnipkg.engine.internal;

import org.omnipkg.model.Node;

/** What {@link Node#source()} says when it is no index's label. */
final class Origins {
  /** A place the user named. */
  static final String DIRECT = "direct";

  /** Built here from an index's source archive. */
  static final String BUILT = "built";

  /** Put there by another tool. */
  static final String ADOPTED = AdoptedArtifacts.SOURCE;

  /** Taken from a lock, without asking an index. */
  static final String LOCK = "lock";

  private Origins() {}

  static boolean isDirect(Node node) {
    return node.source().equals(DIRECT);
  }

  static boolean isAdopted(Node node) {
    return node.source().equals(ADOPTED);
  }

  /** Whether no index is its source. */
  static boolean isApart(Node node) {
    return isDirect(node) || isAdopted(node);
  }
}
