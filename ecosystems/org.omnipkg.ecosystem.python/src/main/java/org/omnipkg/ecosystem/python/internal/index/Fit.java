package org.omnipkg.ecosystem.python.internal.index;

import java.util.List;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Target;

/** Some file fits the target and the Python it asks for. */
record Fit(List<Artifact> artifacts, String range, ArtifactChoice choice) implements Condition {
  @Override
  public boolean holds(Target target) {
    return choice.choose(artifacts, target).isPresent();
  }

  @Override
  public String toString() {
    return range;
  }
}
