package org.omnipkg.solver.pip.internal;

import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.solver.support.ForeignSolve;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/** Lets pip choose the versions. */
@ProvidesSolver(value = "pip", ecosystem = "python")
@Component(property = {"omnipkg.ecosystem=python", "omnipkg.solver=pip"})
public final class PipSolver implements Solver {
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    return new ForeignSolve(problem, facts, desk).solve(new PipInstall(problem, facts, desk));
  }
}
