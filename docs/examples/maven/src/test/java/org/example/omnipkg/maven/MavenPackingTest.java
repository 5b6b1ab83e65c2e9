package org.example.omnipkg.maven;

import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;

class MavenPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new MavenLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    byte[] jar = SmallRepository.jar("org.example:sun");
    return Map.of(MavenLayoutTest.artifact("sun-1.2.jar", "jar", jar), jar);
  }
}
