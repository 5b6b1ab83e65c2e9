package org.omnipkg.ecosystem.node.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Tie;

/** Makes releases and manifests of one name; equal needs of many releases are one object. */
final class VersionReleases {
  private final PackageName name;
  private final Registries.Address registry;
  private final Map<String, Instant> times;
  private final Map<String, Dependency> needs = new HashMap<>();

  VersionReleases(PackageName name, Registries.Address registry, Map<String, Instant> times) {
    this.name = name;
    this.registry = registry;
    this.times = times;
  }

  /** Empty for what is no version, or has no file to fetch. */
  Optional<Release> release(VersionEntry entry) {
    Optional<Version> version = Version.of(entry.version);
    Optional<URI> place =
        entry.tarball.isEmpty() ? Optional.empty() : registry.tarball(name.name(), entry.tarball);
    if (version.isEmpty() || place.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Release(
            new Pin(name, entry.version),
            Optional.ofNullable(times.get(entry.version)),
            entry.deprecated.isEmpty() ? Optional.empty() : Optional.of(entry.deprecated),
            !version.get().prerelease().isEmpty(),
            Fit.of(entry.os, entry.cpu, entry.libc),
            entry.engines.getOrDefault("node", ""),
            List.of(artifact(entry, place.get()))));
  }

  private Artifact artifact(VersionEntry entry, URI place) {
    Map<String, String> facts = new HashMap<>(2);
    String npm = entry.engines.getOrDefault("npm", "");
    if (!npm.isEmpty()) {
      facts.put(NodeVersions.Engines.NPM, npm);
    }
    return new Artifact(
        Names.base(name.name()) + "-" + entry.version + ".tgz",
        "npm",
        place,
        Integrity.hashes(entry.integrity, entry.shasum),
        OptionalLong.empty(),
        facts);
  }

  Manifest manifest(VersionEntry entry, Pin pin) {
    Map<String, Dependency> all = new LinkedHashMap<>();
    entry.peers.forEach(
        (peer, range) -> {
          if (!entry.optionalPeers.contains(peer)) {
            all.put(peer, need(peer, range, Tie.PEER));
          }
        });
    entry.peers.forEach(
        (peer, range) -> {
          if (entry.optionalPeers.contains(peer)) {
            all.put(peer, need(peer, range, Tie.OPTIONAL_PEER));
          }
        });
    entry.dependencies.forEach((need, range) -> all.put(need, need(need, range, Tie.NEEDS)));
    entry.optional.forEach((need, range) -> all.put(need, need(need, range, Tie.OPTIONAL)));
    Set<String> bundled = new HashSet<>(entry.bundled);
    if (entry.bundlesAll) {
      bundled.addAll(entry.dependencies.keySet());
    }
    return new Manifest(
        pin,
        Map.of("", List.copyOf(new ArrayList<>(all.values()))),
        entry.engines.getOrDefault("node", ""),
        Certainty.STATED,
        bundled);
  }

  private Dependency need(String named, String range, Tie tie) {
    return needs.computeIfAbsent(
        named + "\n" + range + "\n" + tie, key -> Needs.dependency(named, range, tie));
  }
}
