package org.omnipkg.ecosystem.go.internal.layout;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SmallArchives;

class GoPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new GoLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    Artifact artifact =
        new Artifact(
            "door.zip",
            "zip",
            URI.create("https://files.example/door.zip"),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return Map.of(artifact, SmallArchives.zip(Map.of("example.com/door@v1.0.0/go.mod", "")));
  }
}
