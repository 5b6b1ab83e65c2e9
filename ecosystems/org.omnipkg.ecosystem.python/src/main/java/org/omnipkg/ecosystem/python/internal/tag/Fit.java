package org.omnipkg.ecosystem.python.internal.tag;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Target;

/**
 * Some file fits the target and the Python it asks for. Remembers which for the last interpreter it
 * was asked about: a solve asks for every release of many names, and the next one asks again.
 */
public final class Fit implements Condition {
  private final List<Artifact> artifacts;
  private final String range;
  private final ArtifactChoice choice;
  private volatile @Nullable Found last;

  private record Found(ArtifactChoice.Taste taste, Optional<Artifact> file) {}

  /**
   * @param range what the release asks of Python, as it is shown
   */
  public Fit(List<Artifact> artifacts, String range, ArtifactChoice choice) {
    this.artifacts = artifacts;
    this.range = range;
    this.choice = choice;
  }

  @Override
  public boolean holds(Target target) {
    return file(target).isPresent();
  }

  /** Whether it speaks of these very files. */
  boolean isOf(List<Artifact> files) {
    return artifacts == files;
  }

  /** The best of the files; empty when none runs on the target. */
  Optional<Artifact> file(Target target) {
    Optional<ArtifactChoice.Taste> taste = choice.taste(target);
    if (taste.isEmpty()) {
      return Optional.empty();
    }
    Found known = last;
    if (known == null || known.taste() != taste.get()) {
      known = new Found(taste.get(), choice.choose(artifacts, taste.get()));
      last = known;
    }
    return known.file();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Fit fit
            && choice == fit.choice
            && range.equals(fit.range)
            && artifacts.equals(fit.artifacts);
  }

  @Override
  public int hashCode() {
    return range.hashCode();
  }

  @Override
  public String toString() {
    return range;
  }
}
