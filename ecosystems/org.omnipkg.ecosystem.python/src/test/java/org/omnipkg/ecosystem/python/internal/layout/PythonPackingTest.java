package org.omnipkg.ecosystem.python.internal.layout;

import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.PackingContract;
import org.omnipkg.tck.SmallArchives;

class PythonPackingTest extends PackingContract {
  @Override
  protected Layout layout() {
    return new PythonLayout(new ArtifactChoice()::choose);
  }

  @Override
  protected Map<Artifact, byte[]> archives() {
    Artifact artifact =
        new Artifact(
            "brick-1.0-py3-none-any.whl",
            "wheel",
            URI.create("https://files.example/brick-1.0-py3-none-any.whl"),
            Map.of(),
            OptionalLong.empty(),
            Map.of());
    return Map.of(artifact, SmallArchives.zip(Map.of("brick/__init__.py", "")));
  }
}
