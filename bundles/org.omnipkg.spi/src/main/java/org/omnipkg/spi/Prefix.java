package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;

/**
 * A generation about to be laid out.
 *
 * @param root {@code env/NAME/gens/NNNN}, absolute: the prefix code will see
 * @param farm {@code env/NAME/farm/NNNN}, absolute: where merged links go
 * @param launcher the static interpreter launcher, when this machine has one
 * @param edges among the nodes of the trees; the user's own demands come from the empty id
 * @param tools executables of the house's tools by command, of those that could be had
 */
public record Prefix(
    Path root,
    Path farm,
    Runtime runtime,
    List<Tree> trees,
    Optional<Path> launcher,
    List<Edge> edges,
    Map<String, Path> tools) {
  public Prefix {
    trees = List.copyOf(trees);
    edges = List.copyOf(edges);
    tools = Map.copyOf(tools);
  }

  /** Without tools. */
  public Prefix(
      Path root,
      Path farm,
      Runtime runtime,
      List<Tree> trees,
      Optional<Path> launcher,
      List<Edge> edges) {
    this(root, farm, runtime, trees, launcher, edges, Map.of());
  }

  /** The same with the tools that {@link Layout#tools} asked for. */
  public Prefix with(Map<String, Path> others) {
    return new Prefix(root, farm, runtime, trees, launcher, edges, others);
  }

  /** Without edges, for layouts that ask for none. */
  public Prefix(Path root, Path farm, Runtime runtime, List<Tree> trees, Optional<Path> launcher) {
    this(root, farm, runtime, trees, launcher, List.of());
  }

  /**
   * A stored bubble.
   *
   * @param path its tree, absolute
   * @param facts as {@link org.omnipkg.model.Bubble#facts()} gave them
   * @param requested whether the user named it
   */
  public record Tree(Node node, Path path, Map<String, List<String>> facts, boolean requested) {
    /** Whether it is a folder of the user's own, see {@link Layout#FOLDER}. */
    public boolean isFolder() {
      return node.artifact().filter(one -> one.format().equals(Layout.FOLDER)).isPresent();
    }
  }
}
