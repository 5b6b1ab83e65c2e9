package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.State;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/** Whether a demand already holds in a state, read from the state alone. */
final class Satisfaction {
  private Satisfaction() {}

  static boolean holds(Words.Demand demand, State state, Languages languages) {
    if (state.roots().contains(demand.text())) {
      return true;
    }
    Dependency wanted = demand.dependency();
    Optional<Node> node =
        state.nodes().stream().filter(n -> n.pin().name().equals(wanted.target())).findFirst();
    boolean root =
        node.isPresent()
            && state.edges().stream()
                .anyMatch(e -> e.from().isEmpty() && e.to().equals(node.get().id()));
    return root
        && wanted.direct().isEmpty()
        && node.get().features().containsAll(wanted.features())
        && inRange(wanted, node.get(), languages);
  }

  private static boolean inRange(Dependency wanted, Node node, Languages languages) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(node.pin().name().ecosystem())) {
      return admits(lease.service(), wanted.range(), node.pin());
    }
  }

  static boolean admits(Ecosystem ecosystem, String range, Pin pin) {
    Release release =
        new Release(
            pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of());
    Listing listing = new Listing(pin.name(), List.of(release), Map.of(), Map.of(), "");
    return ecosystem.versions().select(range, listing).admitted().get(0);
  }
}
