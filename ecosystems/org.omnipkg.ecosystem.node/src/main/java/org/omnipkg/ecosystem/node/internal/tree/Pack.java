package org.omnipkg.ecosystem.node.internal.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/**
 * A release that was picked, with what it needs.
 *
 * @param source label of the index it came from
 */
record Pack(
    Release release,
    Artifact artifact,
    @Nullable Version version,
    List<Need> needs,
    Set<String> bundled,
    String source) {

  static Pack of(Release release, Manifest manifest, Artifact artifact, String source) {
    return new Pack(
        release,
        artifact,
        Version.of(release.pin().version()).orElse(null),
        manifest.features().getOrDefault("", List.of()).stream().map(Need::of).toList(),
        manifest.bundled(),
        source);
  }

  /** What the user asks for, as if it were a package. */
  static Pack root(List<Dependency> roots) {
    Pin pin = new Pin(Names.of(""), "");
    Artifact none =
        new Artifact(
            "",
            "",
            java.net.URI.create("none:/"),
            Map.of(),
            java.util.OptionalLong.empty(),
            Map.of());
    Release release =
        new Release(
            pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of());
    return new Pack(release, none, null, roots.stream().map(Need::of).toList(), Set.of(), "");
  }

  /** The same, with its peers as wishes. */
  Pack withWishedPeers() {
    return new Pack(
        release,
        artifact,
        version,
        needs.stream().map(need -> need.peer() ? need.wished() : need).toList(),
        bundled,
        source);
  }

  Pin pin() {
    return release.pin();
  }

  boolean same(Pack other) {
    return this == other || pin().equals(other.pin()) && artifact.equals(other.artifact);
  }

  @Override
  public String toString() {
    return pin().name().name() + "@" + pin().version();
  }
}
