package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.spi.Layout;

/** A node with an artifact, to be had as a tree by the rules of its language. */
record Piece(Node node, Layout layout) {
  Artifact artifact() {
    return node.artifact().orElseThrow();
  }

  /** The same for pieces that are made of the same bytes by the same rules. */
  String bytes() {
    Map<String, String> hashes = artifact().hashes();
    List<String> names = KnownTrees.names(hashes);
    return layout.shelf() + "/" + (names.isEmpty() ? artifact().location() : names.get(0));
  }
}
