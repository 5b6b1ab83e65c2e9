package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;

/** What the packages of an environment need of other languages than their own. */
final class FormerNeeds {
  private final Optional<State> state;
  private final Leases leases;

  FormerNeeds(Optional<State> state, Leases leases) {
    this.state = state;
    this.leases = leases;
  }

  /** Those of one language's packages. */
  List<Need> of(String language) {
    List<Need> needs = new ArrayList<>();
    state.ifPresent(
        s -> {
          Set<String> own = Portion.ids(Portion.of(s, language).nodes());
          for (String other : Portion.languages(s)) {
            if (!other.equals(language)) {
              Portion.demands(s, other).stream()
                  .filter(edge -> own.contains(edge.from()))
                  .forEach(edge -> need(edge, s, other).ifPresent(needs::add));
            }
          }
        });
    return needs;
  }

  private Optional<Need> need(Edge edge, State s, String language) {
    Optional<Node> node = s.nodes().stream().filter(n -> n.id().equals(edge.to())).findFirst();
    if (node.filter(n -> n.artifact().isPresent()).isEmpty()) {
      return node.map(n -> Need.ofRuntime(language, edge));
    }
    try {
      return Optional.of(new Need(edge.from(), leases.of(language).grammar().parse(edge.text())));
    } catch (Refusal spelledInOldWays) {
      return Optional.empty();
    }
  }
}
