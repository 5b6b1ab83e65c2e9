package org.omnipkg.engine.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;

/**
 * What is to be made true of an environment; after it nothing resolves.
 *
 * @param target the runtimes, one per part, in their order
 * @param command the words that led here, for the history
 * @param parts one per language, in the order of their right to a place
 * @param carriedFrom generation whose carried files go along, with {@link State#carried()} as in
 *     {@code carried}
 */
record Plan(
    String environment,
    Target target,
    List<String> command,
    List<Part> parts,
    List<String> carried,
    Optional<Environments.Generation> carriedFrom) {
  Plan {
    command = List.copyOf(command);
    parts = List.copyOf(parts);
    carried = List.copyOf(carried);
  }

  /**
   * What is to be true of one language.
   *
   * @param roots what the user asks for, verbatim with ecosystem prefix
   * @param resolution the active closure, with demands of other languages on it
   * @param kept versions that belong to the environment without being active; their places in the
   *     store may still be unknown
   * @param offers what the indexes offered for every pin of it
   * @param elsewhere what other platforms need beside it; empty when that is not known
   */
  record Part(
      String ecosystem,
      List<String> roots,
      Resolution resolution,
      String resolver,
      List<State.Kept> kept,
      List<State.Offer> offers,
      Optional<Elsewhere> elsewhere) {
    Part {
      roots = List.copyOf(roots);
      kept = List.copyOf(kept);
      offers = List.copyOf(offers);
    }

    /** For this platform alone. */
    Part(
        String ecosystem,
        List<String> roots,
        Resolution resolution,
        String resolver,
        List<State.Kept> kept,
        List<State.Offer> offers) {
      this(ecosystem, roots, resolution, resolver, kept, offers, Optional.empty());
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

  List<String> roots() {
    return all(Part::roots);
  }

  List<Node> nodes() {
    return all(part -> part.resolution().nodes());
  }

  List<Edge> edges() {
    return all(part -> part.resolution().edges());
  }

  List<State.Kept> kept() {
    return all(Part::kept);
  }

  List<State.Offer> offers() {
    return all(Part::offers);
  }

  Map<String, String> resolvers() {
    Map<String, String> resolvers = new HashMap<>();
    parts.forEach(part -> resolvers.put(part.ecosystem(), part.resolver()));
    return resolvers;
  }

  Map<String, Elsewhere> elsewhere() {
    Map<String, Elsewhere> elsewhere = new HashMap<>();
    parts.forEach(part -> part.elsewhere().ifPresent(one -> elsewhere.put(part.ecosystem(), one)));
    return elsewhere;
  }

  Closure active() {
    return new Closure(nodes(), edges());
  }

  private <T> List<T> all(Function<Part, List<T>> of) {
    return parts.stream().flatMap(part -> of.apply(part).stream()).toList();
  }
}
