package org.omnipkg.environment;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Runtime;

/**
 * One immutable state of an environment, kept as JSON beside its generation.
 *
 * @param number 0 when not committed yet
 * @param command the words that made it, for history
 * @param roots what the user asked for, verbatim, each with its ecosystem prefix
 * @param nodes the active packages and the runtimes
 * @param trees node id to {@code shelf/key} in the store
 * @param resolvers name of the solver that made it, by language
 * @param kept versions that belong to the environment but are not active, oldest first
 * @param offers every artifact that fits, of every pin here that an index offered; what a lock
 *     states
 * @param carried what somebody else put into the prefix and every further generation takes along,
 *     relative to the prefix: an editable install, a loose file; a folder ends in a slash and means
 *     all in it; {@code farm:} and a path for what lies in the farm
 * @param elsewhere what other platforms need beside it, by language; languages that were solved for
 *     this platform alone are not in it
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
    Map<String, String> resolvers,
    List<Kept> kept,
    List<Offer> offers,
    List<String> carried,
    Map<String, Elsewhere> elsewhere) {
  public State {
    command = List.copyOf(command);
    runtimes = List.copyOf(runtimes);
    roots = List.copyOf(roots);
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    trees = Map.copyOf(trees);
    resolvers = Map.copyOf(resolvers);
    kept = List.copyOf(kept);
    offers = List.copyOf(offers);
    carried = List.copyOf(carried);
    elsewhere = Map.copyOf(elsewhere);
  }

  /** One that has nothing yet, not committed. */
  public static StateDraft made(Instant created, List<String> command) {
    State empty =
        new State(
            0, created, command, List.of(), List.of(), List.of(), List.of(), Map.of(), Map.of(),
            List.of(), List.of(), List.of(), Map.of());
    return empty.draft();
  }

  /** One that has all that this one has, until told otherwise. */
  public StateDraft draft() {
    return new StateDraft(this);
  }

  /** One solver for every language that has a runtime. */
  public static Map<String, String> everywhere(String resolver, List<Runtime> runtimes) {
    Map<String, String> resolvers = new HashMap<>();
    runtimes.forEach(runtime -> resolvers.put(runtime.ecosystem(), resolver));
    return resolvers;
  }

  /** The solver that chose a language's packages; empty when none did. */
  public String resolver(String ecosystem) {
    return resolvers.getOrDefault(ecosystem, "");
  }

  /** The same state as another generation. */
  public State numbered(int as) {
    return draft().number(as).state();
  }

  /**
   * A version kept beside the active one, solved with its own closure.
   *
   * @param root the request that brought it, verbatim with its ecosystem prefix; it names one
   *     version
   * @param nodes its closure, itself included
   * @param trees node id to {@code shelf/key} in the store
   */
  public record Kept(String root, List<Node> nodes, List<Edge> edges, Map<String, String> trees) {
    public Kept {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
      trees = Map.copyOf(trees);
    }
  }

  /** The artifacts of a pin that fit the environment's runtimes, most specific first. */
  public record Offer(Pin pin, List<Artifact> artifacts) {
    public Offer {
      artifacts = List.copyOf(artifacts);
    }
  }
}
