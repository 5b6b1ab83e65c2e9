package org.omnipkg.tck.toy;

import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;

/** A resolver that is there, and refuses. */
public final class ToySolver implements Solver {
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    throw new Refusal(Diagnostic.user("toy.unwilling", "the toy resolves nothing", ""));
  }
}
