package org.omnipkg.model;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A requirement, as typed by a user or declared by a package.
 *
 * @param range the version range in the ecosystem's own grammar; empty for any
 * @param features extras wanted of the target
 * @param alias name it is installed under when that differs (npm), else empty
 * @param direct a direct reference (PEP 508 URL, a local file), which takes the place of a range
 * @param text verbatim, for messages
 */
public record Dependency(
    PackageName target,
    String range,
    Set<String> features,
    String alias,
    Tie tie,
    Role role,
    Condition when,
    Optional<URI> direct,
    String text) {
  public Dependency {
    features = Set.copyOf(features);
  }

  @Override
  public String toString() {
    return text;
  }
}
