package org.omnipkg.solver.uv.internal;

import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.solver.support.ForeignSolve;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/** Lets uv choose the versions. */
@ProvidesSolver(value = "uv", ecosystem = "python")
@Component(property = {"omnipkg.ecosystem=python", "omnipkg.solver=uv"})
public final class UvSolver implements Solver {
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    return new ForeignSolve(problem, facts, desk).solve(new UvCompile(problem, desk));
  }
}
