package org.omnipkg.ecosystem.node.internal.layout;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SmallArchives;

class NodePackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new NodeLayout(false);
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    Artifact artifact =
        new Artifact(
            "brick-1.0.0.tgz",
            "npm",
            URI.create("https://files.example/brick-1.0.0.tgz"),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return Map.of(
        artifact, SmallArchives.gzip(SmallArchives.tar(Map.of("package/package.json", "{}"))));
  }
}
