package org.example.omnipkg.cargo;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

/** Programs need nothing of an environment once they are built. */
class CargoRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new CargoLayout();
  }

  @Override
  protected Runtime runtime() {
    return Machines.target().runtimes().get(0);
  }

  @Override
  protected Set<String> misleading() {
    return Set.of();
  }

  @Override
  protected List<String> own() {
    return List.of();
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return false;
  }
}
