package org.example.omnipkg.maven;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

class MavenRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new MavenLayout();
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

  /** The class path has the environment's jars before the caller's. */
  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour == Behaviour.LEADING;
  }
}
