package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Resolution;
import org.omnipkg.resolve.Languages;

/** What a solver chose for one language, sorted: its own packages, and what they need of others. */
final class Sorting {
  private final String language;
  private final Outcome outcome;
  private final Languages languages;
  private final Resolution own;
  private final List<Edge> edges = new ArrayList<>();
  private final Set<Need> outward = new LinkedHashSet<>();

  Sorting(String language, Outcome outcome, Languages languages) {
    this.language = language;
    this.outcome = outcome;
    this.languages = languages;
    Resolution found = outcome.solved().orElseThrow();
    this.own =
        new Resolution(
            found.nodes().stream()
                .filter(node -> node.pin().name().ecosystem().equals(language))
                .toList(),
            found.edges(),
            found.unconfirmed());
    sort(found);
  }

  private void sort(Resolution found) {
    Set<String> ids = Portion.ids(own.nodes());
    Set<String> tied = new HashSet<>();
    for (Edge edge : own.edges()) {
      if (ids.contains(edge.to())) {
        edges.add(edge);
        continue;
      }
      found
          .node(edge.to())
          .filter(node -> node.artifact().isPresent() && ids.contains(edge.from()))
          .map(node -> need(edge, node))
          .ifPresent(outward::add);
      outcome.needs().stream()
          .filter(need -> need.target().toString().equals(edge.to()))
          .forEach(
              need -> {
                outward.add(new Need(edge.from(), need));
                tied.add(need.target().toString());
              });
    }
    String first = Closure.of(own).roots().stream().findFirst().orElse("");
    outcome.needs().stream()
        .filter(need -> !tied.contains(need.target().toString()))
        .forEach(need -> outward.add(new Need(first, need)));
  }

  /** A package of another language that was chosen along is that language's to choose. */
  private Need need(Edge edge, Node chosen) {
    String other = chosen.pin().name().ecosystem();
    return new Need(
        edge.from(), Words.demand(other + ":" + edge.text(), "", languages).dependency());
  }

  /**
   * The language's own packages, without the edges by which the solver was told what others need.
   *
   * @param demands what was asked of the language itself
   * @param ofOthers what others need of it
   */
  Resolution own(List<Words.Demand> demands, List<Need> ofOthers) {
    Set<String> asked = new HashSet<>();
    demands.forEach(demand -> asked.add(demand.dependency().text()));
    Set<String> lent = new HashSet<>();
    ofOthers.forEach(need -> lent.add(need.wanted().text()));
    lent.removeAll(asked);
    return new Resolution(
        own.nodes(),
        edges.stream()
            .filter(edge -> !edge.from().isEmpty() || !lent.contains(edge.text()))
            .toList(),
        own.unconfirmed());
  }

  /** What they need of other languages. */
  List<Need> needs() {
    return List.copyOf(outward);
  }

  /** The runtimes that were chosen along with them. */
  List<Pin> runtimes() {
    return outcome.solved().orElseThrow().nodes().stream()
        .map(Node::pin)
        .filter(pin -> pin.name().ecosystem().equals(Portion.RUNTIME))
        .toList();
  }
}
