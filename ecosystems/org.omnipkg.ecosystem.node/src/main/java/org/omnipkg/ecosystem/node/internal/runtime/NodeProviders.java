package org.omnipkg.ecosystem.node.internal.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.index.Fit;
import org.omnipkg.ecosystem.node.internal.index.NpmRegistry;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/**
 * Nodes to be had: from Python's index with npm and headers; versions that are older than the
 * newest of those also from npm's registry, without npm.
 */
final class NodeProviders {
  private static final int OLDEST = 8;
  private static final Comparator<Provider> NEWEST_FIRST =
      Comparator.comparing((Provider p) -> Version.of(p.version()).orElseThrow()).reversed();

  /** While the registry's own address is being learned, which may take a Node. */
  private final ThreadLocal<Boolean> asking = ThreadLocal.withInitial(() -> false);

  private final NpmRegistry registry = new NpmRegistry();

  List<Provider> all(Platform platform, Desk desk) {
    Map<String, Provider> found = new LinkedHashMap<>();
    Refusal trouble = null;
    try {
      NodeWheels.all(platform, desk).forEach(p -> found.put(p.version(), p));
    } catch (Refusal e) {
      trouble = e;
    }
    if (!asking.get()) {
      asking.set(true);
      try {
        Optional<Version> newest =
            found.keySet().stream()
                .flatMap(v -> Version.of(v).stream())
                .max(Comparator.naturalOrder());
        for (Provider provider : packaged(platform, desk)) {
          Version version = Version.of(provider.version()).orElseThrow();
          if (newest.isEmpty() || version.compareTo(newest.get()) < 0) {
            found.putIfAbsent(provider.version(), provider);
          }
        }
      } catch (Refusal e) {
        trouble = trouble == null ? e : trouble;
      } finally {
        asking.remove();
      }
    }
    if (found.isEmpty() && trouble != null) {
      throw trouble;
    }
    List<Provider> all = new ArrayList<>(found.values());
    all.sort(NEWEST_FIRST);
    return all;
  }

  /** Packages of npm's registry that hold one executable and its headers. */
  private List<Provider> packaged(Platform platform, Desk desk) {
    boolean possible =
        platform.os().equals("linux")
            ? platform.libc().equals("glibc")
            : platform.os().equals("macos");
    if (!possible) {
      return List.of();
    }
    String name = "node-" + Fit.os(platform) + "-" + Fit.cpu(platform);
    Listing listing = registry.releases(Names.of(name), desk);
    List<Provider> providers = new ArrayList<>();
    for (Release release : listing.releases()) {
      Artifact artifact = release.artifacts().get(0);
      String digest = artifact.hashes().getOrDefault("sha512", "");
      Optional<Version> version = Version.of(release.pin().version());
      if (!digest.isEmpty() && version.filter(v -> v.major() >= OLDEST).isPresent()) {
        providers.add(
            new Provider(
                Names.ECOSYSTEM,
                version.get().toString(),
                platform.id(),
                artifact.location().toString(),
                "sha512:" + digest,
                "tar.gz",
                1,
                "",
                List.of("bin/*"),
                Map.of(),
                "bin/node"));
      }
    }
    return providers;
  }
}
