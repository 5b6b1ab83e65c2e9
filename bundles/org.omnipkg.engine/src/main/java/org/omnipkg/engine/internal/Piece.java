package org.omnipkg.engine.internal;

import java.io.File;
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

  /** Bytes to be unpacked, 0 when nothing says so: the largest is begun first. */
  long size() {
    Artifact artifact = artifact();
    boolean here = "file".equals(artifact.location().getScheme());
    return artifact
        .size()
        .orElseGet(() -> here ? new File(artifact.location().getPath()).length() : 0);
  }

  /** The same for pieces that are made of the same bytes by the same rules. */
  String bytes() {
    Map<String, String> hashes = artifact().hashes();
    List<String> names = KnownTrees.names(hashes);
    return layout.shelf() + "/" + (names.isEmpty() ? artifact().location() : names.get(0));
  }
}
