package org.omnipkg.ecosystem.node.internal.layout;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

class NodeRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new NodeLayout(false);
  }

  @Override
  protected Runtime runtime() {
    return Packages.target().runtimes().get(0);
  }

  @Override
  protected Set<String> misleading() {
    return Set.of();
  }

  @Override
  protected List<String> own() {
    return List.of("node", "npm", "npx");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.MISLEADING;
  }
}
