package org.omnipkg.ecosystem.ruby.internal.layout;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SmallArchives;

class RubyPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new RubyLayout();
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    Artifact artifact =
        new Artifact(
            "brick-1.0.gem",
            "gem",
            URI.create("https://files.example/brick-1.0.gem"),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return Map.of(artifact, SmallArchives.tar(Map.of("metadata.gz", "")));
  }
}
