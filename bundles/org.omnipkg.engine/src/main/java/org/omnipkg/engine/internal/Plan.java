package org.omnipkg.engine.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;

/**
 * What is to be made true of an environment; after it nothing resolves.
 *
 * @param roots what the user asks for, verbatim with ecosystem prefix
 * @param resolution the active closure
 * @param command the words that led here, for the history
 * @param kept versions that belong to the environment without being active; their places in the
 *     store may still be unknown
 * @param offers what the indexes offered for every pin of it
 * @param carriedFrom generation whose carried files go along, with {@link State#carried()} as in
 *     {@code carried}
 */
record Plan(
    String ecosystem,
    String environment,
    Target target,
    List<String> roots,
    Resolution resolution,
    String resolver,
    List<String> command,
    List<State.Kept> kept,
    List<State.Offer> offers,
    List<String> carried,
    Optional<Environments.Generation> carriedFrom) {
  Plan {
    roots = List.copyOf(roots);
    command = List.copyOf(command);
    kept = List.copyOf(kept);
    offers = List.copyOf(offers);
    carried = List.copyOf(carried);
  }

  /** Node ids the user named. */
  Set<String> requested() {
    Set<String> ids = new HashSet<>();
    for (Edge edge : resolution.edges()) {
      if (edge.from().isEmpty()) {
        ids.add(edge.to());
      }
    }
    return ids;
  }
}
