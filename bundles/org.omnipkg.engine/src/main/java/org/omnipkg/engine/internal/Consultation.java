package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;

/**
 * A solver of a language that is asked over what a desk shows.
 *
 * @param solver its name
 */
record Consultation(
    Languages languages, Resolver resolver, String solver, Ecosystem ecosystem, HouseDesk desk) {
  /** Codes of refusals that say nothing fits, not that something broke. */
  private static final Set<String> HOPELESS =
      Set.of(
          "resolve.no-solution",
          "resolve.no-matching-artifact",
          "resolve.build-does-not-fit",
          "resolve.runtime-conflict",
          "build.failed");

  static boolean isHopeless(Refusal refusal) {
    return HOPELESS.contains(refusal.diagnostic().code());
  }

  /** Whether it is the house's own, which chooses among runtimes too. */
  boolean isOfHouse() {
    return solver.equals(Choices.HOUSE);
  }

  Consultation at(HouseDesk other) {
    return new Consultation(languages, resolver, solver, ecosystem, other);
  }

  /** What it says to a problem, with what evidence says of the packages it chose. */
  Outcome answer(Problem problem) {
    try (Languages.Lease<Solver> leased = languages.solver(ecosystem.id(), solver);
        Resolver.Session session = resolver.open(ecosystem, desk)) {
      Outcome outcome = session.solve(leased.service(), problem);
      Outcome whole =
          outcome.solved().isEmpty() ? outcome : Evidence.tied(outcome, ecosystem.id(), session);
      desk.involve(session.others());
      return whole;
    }
  }

  /** What it says; empty when it refuses for want of anything that fits. */
  Optional<Outcome> attempt(Problem problem) {
    try {
      return Optional.of(answer(problem));
    } catch (Refusal refusal) {
      if (isHopeless(refusal)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /**
   * Why an outcome without a solution has none, for people.
   *
   * @param origins where each root was asked for, by its text
   */
  Refusal why(Outcome outcome, Problem problem, Map<String, String> origins) {
    return new Refusal(
        outcome
            .unsolvable()
            .map(why -> resolver.explain(why, problem, origins))
            .orElseGet(
                () ->
                    Diagnostic.outside(
                        "resolve.no-answer", "the resolver `" + solver + "` gave no answer", "")));
  }

  /** What the desk does not show and the problem needs. */
  Optional<Diagnostic> lacking(Problem problem) {
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      return OfflineSolving.lacking(problem, facts);
    }
  }

  /** Needs of other languages that evidence says packages have. */
  List<Need> undeclared(List<Node> nodes) {
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      return Evidence.needs(nodes, ecosystem.id(), facts);
    }
  }
}
