package org.omnipkg.tck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.spi.Solver;

/** Ways to spoil what a solver is asked or answers. */
final class SpoiltSolver {
  private SpoiltSolver() {}

  static UnaryOperator<Solver> before(UnaryOperator<Problem> change) {
    return solver -> (problem, facts, desk) -> solver.solve(change.apply(problem), facts, desk);
  }

  static UnaryOperator<Solver> after(UnaryOperator<Outcome> change) {
    return solver -> (problem, facts, desk) -> change.apply(solver.solve(problem, facts, desk));
  }

  static UnaryOperator<Solver> solving(UnaryOperator<Resolution> change) {
    return after(outcome -> outcome.solved().map(change).map(Outcome::solved).orElse(outcome));
  }

  /** Its packages come in another order each time. */
  static Solver turning(Solver solver) {
    AtomicInteger turn = new AtomicInteger();
    return solving(
            r -> {
              List<Node> nodes = new ArrayList<>(r.nodes());
              Collections.rotate(nodes, turn.incrementAndGet());
              return new Resolution(nodes, r.edges(), r.unconfirmed());
            })
        .apply(solver);
  }
}
