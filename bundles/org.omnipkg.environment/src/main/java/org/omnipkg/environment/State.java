package org.omnipkg.environment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Runtime;

/**
 * One immutable state of an environment, kept as JSON beside its generation.
 *
 * @param number 0 when not committed yet
 * @param command the words that made it, for history
 * @param roots what the user asked for, verbatim, each with its ecosystem prefix
 * @param trees node id to {@code shelf/key} in the store
 * @param resolver name of the solver that made it
 */
public record State(
    int number,
    Instant created,
    List<String> command,
    List<Runtime> runtimes,
    List<String> roots,
    List<Node> nodes,
    List<Edge> edges,
    Map<String, String> trees,
    String resolver) {
  public State {
    command = List.copyOf(command);
    runtimes = List.copyOf(runtimes);
    roots = List.copyOf(roots);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    trees = Map.copyOf(trees);
  }
}
