package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;

/** Readings of the versions kept beside the active ones. */
final class KeptVersions {
  private KeptVersions() {}

  /** The package a kept version is about; empty only in a damaged state. */
  static Optional<Node> node(State.Kept kept) {
    return kept.edges().stream()
        .filter(e -> e.from().isEmpty())
        .findFirst()
        .flatMap(e -> Closure.of(kept).node(e.to()));
  }

  static Optional<Pin> pin(State.Kept kept) {
    return node(kept).map(Node::pin);
  }

  static boolean isOf(State.Kept kept, PackageName name) {
    return pin(kept).map(pin -> pin.name().equals(name)).orElse(false);
  }

  /** A closure as a kept version; where it lies in the store is found when the plan is done. */
  static State.Kept kept(Words.Demand demand, Closure closure) {
    return new State.Kept(demand.text(), closure.nodes(), closure.edges(), Map.of());
  }

  static boolean has(List<State.Kept> kept, Pin pin) {
    return kept.stream().anyMatch(one -> pin(one).map(pin::equals).orElse(false));
  }
}
