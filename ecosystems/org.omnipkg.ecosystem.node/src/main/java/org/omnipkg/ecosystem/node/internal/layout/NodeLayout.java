package org.omnipkg.ecosystem.node.internal.layout;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** Packages as Node looks for them: shared instances, each beside what it needs. */
public final class NodeLayout implements Layout {
  @Override
  public String shelf() {
    return "node";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream().findFirst();
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    return new Bubble(node.id(), List.of(), java.util.Map.of());
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    return List.of();
  }
}
