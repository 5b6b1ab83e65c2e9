package org.omnipkg.tck.toy;

import java.util.List;
import java.util.Set;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

public class ToyRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new ToyLayout();
  }

  @Override
  protected Runtime runtime() {
    return ToyVersionsTest.target().runtimes().get(0);
  }

  @Override
  protected Set<String> misleading() {
    return Set.of("TOY_PATH");
  }

  @Override
  protected List<String> own() {
    return List.of("toy", "toy2");
  }
}
