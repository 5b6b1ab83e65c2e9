package org.omnipkg.tck.toy;

import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SmallArchives;

public class ToyPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new ToyLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    return Map.of(
        ToyLayoutTest.artifact("brick-3.toy"), SmallArchives.zip(Map.of("toy.txt", "brick 3")));
  }
}
