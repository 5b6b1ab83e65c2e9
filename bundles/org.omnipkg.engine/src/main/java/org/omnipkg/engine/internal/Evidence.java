package org.omnipkg.engine.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Resolution;
import org.omnipkg.spi.Facts;

/** What packages need of other languages by what is known of them, whatever they say. */
final class Evidence {
  private Evidence() {}

  /**
   * With an edge to every need of another language from the packages evidence says it of. What they
   * need of other runtimes is needed even where the one at hand will do.
   */
  static Outcome tied(Outcome outcome, String language, Facts facts) {
    Resolution solved = outcome.solved().orElseThrow();
    Set<Dependency> needs = new LinkedHashSet<>(outcome.needs());
    Set<Edge> edges = new LinkedHashSet<>(solved.edges());
    for (Node node : solved.nodes()) {
      for (Dependency need : facts.overlay(node.pin())) {
        PackageName target = need.target();
        boolean runtime =
            target.ecosystem().equals(Portion.RUNTIME) && !target.name().equals(language);
        if (need.role().lasts() && (runtime || outcome.needs().contains(need))) {
          needs.add(need);
          edges.add(
              new Edge(
                  node.id(),
                  need.target().toString(),
                  need.tie(),
                  need.role(),
                  need.text(),
                  need.when().toString()));
        }
      }
    }
    if (needs.isEmpty()) {
      return outcome;
    }
    Resolution whole =
        new Resolution(
            solved.nodes(), List.copyOf(edges), solved.unconfirmed(), solved.elsewhere());
    return new Outcome(
        Optional.of(whole),
        List.copyOf(needs),
        Optional.empty(),
        List.of(),
        outcome.reservations());
  }

  /** The needs of other languages that these packages have. */
  static List<Need> needs(List<Node> nodes, String language, Facts facts) {
    return nodes.stream()
        .flatMap(
            node ->
                facts.overlay(node.pin()).stream()
                    .filter(need -> need.role().lasts())
                    .map(need -> new Need(node.id(), need)))
        .filter(need -> !need.isOf(language))
        .toList();
  }
}
