package org.omnipkg.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version a registry offers.
 *
 * @param withdrawn why it was yanked or deprecated hard; present-but-empty when no reason was given
 * @param usable whether it can run on a target at all (some artifact fits and its runtime range
 *     holds); the answer may rest on a build from source
 * @param runtimeRange the runtime it asks for, verbatim (Requires-Python), or empty
 */
public record Release(
    Pin pin,
    Optional<Instant> published,
    Optional<String> withdrawn,
    boolean prerelease,
    Condition usable,
    String runtimeRange,
    List<Artifact> artifacts) {
  public Release {
    artifacts = LateList.copy(artifacts);
  }
}
