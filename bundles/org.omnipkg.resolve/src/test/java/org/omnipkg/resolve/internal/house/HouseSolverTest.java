package org.omnipkg.resolve.internal.house;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.SmallWorld;
import org.omnipkg.tck.SolverContract;
import org.omnipkg.tck.ToolDesk;

/** The house's solver keeps the laws of solvers. */
class HouseSolverTest extends SolverContract {
  @Override
  protected Solver solver() {
    return new HouseSolver();
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
        scratch, among.sources(), new Desk.Provisioned(scratch, Optional.empty(), ""));
  }
}
