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
import org.omnipkg.spi.Versions;

/** Whether a demand already holds in a state, read from the state alone. */
final class Satisfaction {
  private Satisfaction() {}

  static boolean holds(Words.Demand demand, State state, Languages languages) {
    if (state.roots().contains(demand.text())) {
      return true;
    }
    Dependency wanted = demand.dependency();
    Closure active = Closure.active(state);
    Optional<Node> node = active.named(wanted.target());
    return node.isPresent()
        && wanted.alias().isEmpty()
        && active.roots().contains(node.get().id())
        && Aliases.roots(wanted.target(), state, languages).stream()
            .allMatch(root -> root.alias().isEmpty())
        && wanted.direct().isEmpty()
        && node.get().features().containsAll(wanted.features())
        && inRange(wanted, node.get(), languages);
  }

  /** Whether a kept version is the one demanded, in the same words or in others. */
  static boolean isKept(Words.Demand demand, State.Kept kept, Languages languages) {
    if (kept.root().equals(demand.text())) {
      return true;
    }
    Dependency wanted = demand.dependency();
    Dependency had = Words.demand(kept.root(), "", languages).dependency();
    return wanted.direct().isEmpty()
        && had.direct().isEmpty()
        && had.target().equals(wanted.target())
        && had.features().equals(wanted.features())
        && KeptVersions.node(kept).filter(node -> inRange(wanted, node, languages)).isPresent();
  }

  private static boolean inRange(Dependency wanted, Node node, Languages languages) {
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(node.pin().name().ecosystem())) {
      return inRange(wanted.range(), node, lease.service().versions());
    }
  }

  /** Whether a range takes a version, gladly or for want of a better one: it was chosen before. */
  static boolean inRange(String range, Node node, Versions versions) {
    Versions.Choice choice = versions.select(range, alone(node.pin()));
    return choice.admitted().get(0) || choice.lastResort().get(0);
  }

  /** Whether a range takes a version gladly. */
  static boolean admits(Ecosystem ecosystem, String range, Pin pin) {
    return ecosystem.versions().select(range, alone(pin)).admitted().get(0);
  }

  private static Listing alone(Pin pin) {
    Release release =
        new Release(
            pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of());
    return new Listing(pin.name(), List.of(release), Map.of(), Map.of(), "");
  }
}
