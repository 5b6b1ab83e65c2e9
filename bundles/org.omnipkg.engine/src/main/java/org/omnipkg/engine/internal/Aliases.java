package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/** Names under which packages are installed: their own, but where words give them another. */
final class Aliases {
  private Aliases() {}

  /** The name that words install their package under. */
  static PackageName name(Dependency wanted) {
    return wanted.alias().isEmpty()
        ? wanted.target()
        : new PackageName(wanted.target().ecosystem(), wanted.alias());
  }

  /**
   * The user's own words that mean a name: those that install under it, else those that install its
   * package under others.
   */
  static List<Dependency> roots(PackageName name, State state, Languages languages) {
    List<Dependency> roots =
        state.roots().stream()
            .filter(text -> text.startsWith(name.ecosystem() + ":"))
            .map(text -> Words.demand(text, "", languages).dependency())
            .toList();
    List<Dependency> under = roots.stream().filter(one -> name(one).equals(name)).toList();
    return under.isEmpty()
        ? roots.stream().filter(one -> one.target().equals(name)).toList()
        : under;
  }

  /** Packages that the user's words install under other names than their own, with those names. */
  static Map<Pin, List<String>> given(State state, Closure closure, Languages languages) {
    Map<Pin, List<String>> given = new HashMap<>();
    for (String text : state.roots()) {
      int colon = text.indexOf(':');
      if (colon > 0 && languages.ids().contains(text.substring(0, colon))) {
        Dependency root = Words.demand(text, "", languages).dependency();
        if (!root.alias().isEmpty()) {
          node(root, closure)
              .ifPresent(
                  node ->
                      given.computeIfAbsent(node.pin(), p -> new ArrayList<>()).add(root.alias()));
        }
      }
    }
    return given;
  }

  /** Where words of the user's lead to. */
  static Optional<Node> node(Dependency root, Closure closure) {
    return closure.edges().stream()
        .filter(edge -> edge.from().isEmpty() && edge.text().equals(root.text()))
        .findFirst()
        .flatMap(edge -> closure.node(edge.to()));
  }

  /** Packages that somebody's words install under a name that is not their own. */
  static List<Node> under(PackageName name, Ensemble ensemble, Languages languages) {
    if (!languages.ids().contains(name.ecosystem())) {
      return List.of();
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(name.ecosystem())) {
      return ensemble.edges().stream()
          .filter(edge -> edge.text().contains(name.name()))
          .flatMap(edge -> led(edge, ensemble).stream().filter(n -> gives(edge, n, name, lease)))
          .distinct()
          .toList();
    }
  }

  private static Optional<Node> led(Edge edge, Ensemble ensemble) {
    return ensemble.node(edge.to()).filter(node -> node.artifact().isPresent());
  }

  private static boolean gives(
      Edge edge, Node node, PackageName name, Languages.Lease<Ecosystem> lease) {
    if (!node.pin().name().ecosystem().equals(name.ecosystem())) {
      return false;
    }
    try {
      return lease.service().grammar().parse(edge.text()).alias().equals(name.name());
    } catch (Refusal notItsWords) {
      return false;
    }
  }
}
