package org.omnipkg.engine.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;

/** Whether a plan would make what is there already. */
final class Sameness {
  private Sameness() {}

  static boolean of(State state, Plan plan) {
    return state.runtimes().equals(plan.target().runtimes())
        && state.roots().equals(plan.roots())
        && same(Closure.active(state), plan.active())
        && state.carried().equals(plan.carried())
        && same(state.kept(), plan.kept());
  }

  private static boolean same(List<State.Kept> here, List<State.Kept> wanted) {
    boolean same = here.size() == wanted.size();
    for (int i = 0; same && i < here.size(); i++) {
      same =
          here.get(i).root().equals(wanted.get(i).root())
              && same(Closure.of(here.get(i)), Closure.of(wanted.get(i)));
    }
    return same;
  }

  private static boolean same(Closure here, Closure wanted) {
    Map<String, Node> nodes = new HashMap<>();
    here.nodes().forEach(node -> nodes.put(node.id(), node));
    return Set.copyOf(here.edges()).equals(Set.copyOf(wanted.edges()))
        && nodes.size() == wanted.nodes().size()
        && wanted.nodes().stream()
            .allMatch(node -> nodes.containsKey(node.id()) && same(nodes.get(node.id()), node));
  }

  private static boolean same(Node here, Node wanted) {
    return here.pin().equals(wanted.pin())
        && here.features().equals(wanted.features())
        && here.artifact().isPresent() == wanted.artifact().isPresent()
        && here.artifact()
            .flatMap(had -> wanted.artifact().map(next -> same(had, next)))
            .orElse(true);
  }

  /**
   * The same file, wherever it lies: no digest says otherwise. A folder states none, while what was
   * taken from it has one.
   */
  private static boolean same(Artifact here, Artifact wanted) {
    return here.filename().equals(wanted.filename())
        && here.hashes().entrySet().stream()
            .allMatch(
                one ->
                    wanted
                        .hashes()
                        .getOrDefault(one.getKey(), one.getValue())
                        .equals(one.getValue()));
  }
}
