package org.omnipkg.engine.internal;

import java.util.List;
import java.util.Optional;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.OtherEcosystem;

/** Python's words and versions; its files lie as they came, so that any bytes are a package. */
class SmallLanguage extends OtherEcosystem implements Layout {
  SmallLanguage() {
    super(new PythonEcosystem());
  }

  @Override
  public Layout layout() {
    return this;
  }

  @Override
  public String shelf() {
    return "small";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(file -> isFor(file.facts().getOrDefault(Artifact.WHEN, ""), on))
        .findFirst();
  }

  private static boolean isFor(String when, Target on) {
    return when.isEmpty() || when.equals(on.platform().os());
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    List<Placement> placements =
        files.stream().map(entry -> Placement.of(entry.path(), entry, false)).toList();
    return new Bubble(artifact.hashes().get("sha256"), placements, java.util.Map.of());
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return List.of();
  }
}
