package org.omnipkg.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a release declares, for every target at once, so it can be kept for ever by artifact digest.
 *
 * @param features dependencies by feature (extra); the plain ones under the empty string
 * @param runtimeRange the runtime range it states itself, or empty
 * @param bundled names it carries inside itself
 */
public record Manifest(
    Pin pin,
    Map<String, List<Dependency>> features,
    String runtimeRange,
    Certainty certainty,
    Set<String> bundled) {
  public Manifest {
    features = Map.copyOf(features);
    bundled = Set.copyOf(bundled);
  }
}
