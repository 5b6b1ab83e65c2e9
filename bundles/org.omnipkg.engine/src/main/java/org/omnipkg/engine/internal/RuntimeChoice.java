package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;

/** Which of the runtimes a leeway allows packages are chosen for. */
record RuntimeChoice(Consultation solver, Leeway leeway) {
  /** The first outcome, and the problem it answers: it may have further runtimes. */
  record Wide(Outcome outcome, Problem problem) {}

  /**
   * With the usual runtimes where they have a solution without a build and without reservations,
   * else with any that has one; a build on a usual one comes before a build on another.
   */
  Wide first(Problem problem) {
    Optional<Outcome> narrow = solver.attempt(problem);
    boolean content = narrow.filter(RuntimeChoice::isContent).isPresent();
    if (content || leeway.others().isEmpty()) {
      return new Wide(narrow.orElseGet(() -> solver.answer(problem)), problem);
    }
    Problem wider = Problems.over(problem, leeway.all());
    Optional<Outcome> wide = solver.attempt(wider);
    if (narrow.flatMap(Outcome::solved).isPresent()) {
      return wide.filter(RuntimeChoice::isContent)
          .map(better -> new Wide(better, wider))
          .orElseGet(() -> new Wide(narrow.orElseThrow(), problem));
    }
    boolean solved = wide.flatMap(Outcome::solved).isPresent();
    boolean builds = wide.filter(outcome -> !outcome.wanting().isEmpty()).isPresent();
    boolean told = narrow.isEmpty() && wide.isPresent();
    if (solved || told || builds && narrow.filter(o -> !o.wanting().isEmpty()).isEmpty()) {
      return new Wide(wide.orElseThrow(), wider);
    }
    return new Wide(narrow.orElseGet(() -> solver.answer(problem)), problem);
  }

  /** Solved, and its packages have what they would like to have. */
  private static boolean isContent(Outcome outcome) {
    return outcome.solved().isPresent() && outcome.reservations().isEmpty();
  }

  /** Another runtime with which the problem has a solution that needs no build. */
  Optional<Runtime> other(Problem problem) {
    if (!solver.isOfHouse() || leeway.others().isEmpty()) {
      return Optional.empty();
    }
    return solver
        .attempt(Problems.over(problem, leeway.others()))
        .flatMap(Outcome::solved)
        .flatMap(this::taken);
  }

  private Optional<Runtime> taken(Resolution resolution) {
    return resolution.nodes().stream()
        .map(Node::pin)
        .filter(pin -> pin.name().ecosystem().equals(Portion.RUNTIME))
        .findFirst()
        .flatMap(leeway::taken);
  }

  /** With the word that would do, where another runtime has a solution that needs no build. */
  Refusal advised(Refusal refusal, Problem problem) {
    Optional<Runtime> other = other(problem);
    if (other.isEmpty()) {
      return refusal;
    }
    Diagnostic why = refusal.diagnostic();
    List<String> lines = new ArrayList<>(why.details());
    lines.add(
        "there is a solution for " + other.get().implementation() + " " + other.get().version());
    return new Refusal(
        new Diagnostic(why.code(), why.kind(), why.message(), lines, leeway.advice(other.get())),
        refusal);
  }

  /** For the runtime a build is wanted for, which is obtained for it. */
  Problem on(Optional<Pin> runtime, Problem problem) {
    return runtime
        .flatMap(leeway::taken)
        .map(leeway::here)
        .map(one -> Problems.on(problem, one))
        .orElse(problem);
  }
}
