package org.omnipkg.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Solver;

/** The laws of a solver can be kept. */
class ExhaustiveSolverTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new ExhaustiveSolver();
  }

  @Override
  protected Target target() {
    Runtime runtime =
        new Runtime("python", "cpython", "3.11.7", Path.of("/py"), Path.of("/"), "path", Map.of());
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }

  @Override
  protected Desk desk(SmallWorld among, Path scratch) {
    return ToolDesk.of(
        scratch, among.sources(), new Desk.Provisioned(scratch, java.util.Optional.empty(), ""));
  }
}
