package org.omnipkg.ecosystem.node.internal.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.LateList;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Tie;

/** Makes releases and manifests of one name; equal needs of many releases are one object. */
final class VersionReleases {
  private final PackageName name;
  private final Registries.Address registry;
  private final Map<String, Dependency> needs = new ConcurrentHashMap<>(4);

  VersionReleases(PackageName name, Registries.Address registry) {
    this.name = name;
    this.registry = registry;
  }

  /** Whether it is a version that has a file to fetch. */
  static boolean fetchable(VersionEntry entry, String name, Registries.Address registry) {
    return !entry.tarball.isEmpty() && registry.tarball(name, entry.tarball).isPresent();
  }

  /**
   * A release of which the file is made when it is looked at.
   *
   * @param whole everything that is known of it
   */
  Release release(Form.Head head, Supplier<VersionEntry> whole) {
    VersionEntry entry = head.entry();
    return new Release(
        new Pin(name, entry.version),
        head.when(),
        entry.deprecated.isEmpty() ? Optional.empty() : Optional.of(entry.deprecated),
        head.prerelease(),
        Fit.of(entry.os, entry.cpu, entry.libc),
        entry.engines.getOrDefault("node", ""),
        new LateList<>(() -> List.of(artifact(whole.get()))));
  }

  private Artifact artifact(VersionEntry entry) {
    Map<String, String> facts = new HashMap<>(2);
    String when = Fit.of(entry.os, entry.cpu, entry.libc).toString();
    if (!when.isEmpty()) {
      facts.put(Artifact.WHEN, when);
    }
    String npm = entry.engines.getOrDefault("npm", "");
    if (!npm.isEmpty()) {
      facts.put(NodeVersions.Engines.NPM, npm);
    }
    return new Artifact(
        Names.base(name.name()) + "-" + entry.version + ".tgz",
        "npm",
        registry.tarball(name.name(), entry.tarball).orElseThrow(),
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
