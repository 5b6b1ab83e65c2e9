package org.omnipkg.tck.sabotage.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.toy.ToySolver;
import org.osgi.framework.BundleContext;

/** A resolver that cannot be started twice. */
public final class TiredSolver implements Solver {
  private final Solver toy = new ToySolver();

  /** Called by Declarative Services. */
  public void start(BundleContext context) throws IOException {
    Path memory = context.getDataFile("memory").toPath();
    if (Files.exists(memory)) {
      throw new IllegalStateException("not again");
    }
    Files.writeString(memory, "");
  }

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    return toy.solve(problem, facts, desk);
  }
}
