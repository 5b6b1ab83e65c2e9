package org.omnipkg.solver.uv.internal;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.SmallWorld;
import org.omnipkg.tck.SolverContract;
import org.omnipkg.tck.ToolDesk;

/** The real uv under the laws of a solver; only getting uv itself needs the network. */
@Tag("live")
class UvLiveTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new UvSolver();
  }

  @Override
  protected Target target() {
    return ToolDesk.target();
  }

  @Override
  protected Desk desk(SmallWorld among, Path scratch) {
    return ToolDesk.of(
        scratch, among.sources(), ToolDesk.install("uv", Path.of("target/tools/uv")));
  }
}
