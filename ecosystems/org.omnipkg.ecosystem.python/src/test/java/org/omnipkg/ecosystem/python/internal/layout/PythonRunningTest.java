package org.omnipkg.ecosystem.python.internal.layout;

import java.util.List;
import java.util.Set;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

class PythonRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new PythonLayout(new ArtifactChoice()::choose);
  }

  @Override
  protected Runtime runtime() {
    return Targets.linux311().runtimes().get(0);
  }

  @Override
  protected Set<String> misleading() {
    return Set.of("PYTHONHOME");
  }

  @Override
  protected List<String> own() {
    return List.of("pip", "pip3.11");
  }
}
