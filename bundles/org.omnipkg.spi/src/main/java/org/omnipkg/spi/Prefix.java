package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;

/**
 * A generation about to be laid out.
 *
 * @param root {@code env/NAME/gens/NNNN}, absolute: the prefix code will see
 * @param farm {@code env/NAME/farm/NNNN}, absolute: where merged links go
 * @param launcher the static interpreter launcher, when this machine has one
 */
public record Prefix(
    Path root, Path farm, Runtime runtime, List<Tree> trees, Optional<Path> launcher) {
  public Prefix {
    trees = List.copyOf(trees);
  }

  /**
   * A stored bubble.
   *
   * @param path its tree, absolute
   * @param facts as {@link org.omnipkg.model.Bubble#facts()} gave them
   * @param requested whether the user named it
   */
  public record Tree(Node node, Path path, Map<String, List<String>> facts, boolean requested) {}
}
