package org.omnipkg.ecosystem.go.internal.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

class GoRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new GoLayout();
  }

  @Override
  protected Runtime runtime() {
    return new Runtime(
        "go", "gc", "1.22.5", Path.of("/go/bin/go"), Path.of("/go"), "system", Map.of());
  }

  @Override
  protected Set<String> misleading() {
    return Set.of("GOROOT");
  }

  @Override
  protected List<String> own() {
    return List.of("go", "gofmt");
  }

  @Override
  protected boolean has(Behaviour behaviour) {
    return behaviour != Behaviour.LEADING;
  }
}
