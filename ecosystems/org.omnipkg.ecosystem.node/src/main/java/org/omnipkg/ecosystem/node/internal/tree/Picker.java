package org.omnipkg.ecosystem.node.internal.tree;

import java.net.URI;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.version.NodeVersions;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Versions;

/** Picks the release that answers a demand; what cannot be had becomes a place that failed. */
final class Picker {
  private final Problem problem;
  private final Facts facts;
  private final Versions versions;
  private final Direct direct;
  private final Map<String, Object> picked = new HashMap<>();

  private final boolean legacyPeers;

  Picker(Problem problem, Facts facts, Versions versions, Direct direct, boolean legacyPeers) {
    this.legacyPeers = legacyPeers;
    this.problem = problem;
    this.facts = facts;
    this.versions = versions;
    this.direct = direct;
  }

  /** Reads tarballs that are named by their address. */
  @FunctionalInterface
  interface Direct {
    Pack read(Dependency dependency);
  }

  Place pick(Demand demand) {
    Need wanted = demand.wanted();
    Object answer = picked.get(wanted.key());
    if (answer == null) {
      try {
        Pack found = look(demand, wanted);
        answer = legacyPeers ? found.withWishedPeers() : found;
      } catch (Refusal e) {
        if (!forgivable(e)) {
          throw e;
        }
        answer = e;
      }
      picked.put(wanted.key(), answer);
    }
    return answer instanceof Pack pack
        ? Place.of(demand.name(), pack)
        : Place.failed(demand.name(), (Refusal) answer);
  }

  /** Whatever says that something is not there; trouble with the registry is another matter. */
  private static boolean forgivable(Refusal refusal) {
    String code = refusal.diagnostic().code();
    return code.startsWith("resolve.")
        || code.startsWith("requirement.")
        || code.equals("npm.identity")
        || code.startsWith("repository.");
  }

  private Pack look(Demand demand, Need wanted) {
    Dependency declared = wanted.declared();
    if (declared.direct().isPresent()) {
      if (isFile(declared) && !isOwn(demand.from)) {
        throw new Refusal(
            Diagnostic.user(
                "requirement.unsupported",
                "`"
                    + demand.from
                    + "` wants `"
                    + declared.target().name()
                    + "` from a file of this machine, which only you can",
                "another release of it may name a registry"));
      }
      return direct.read(declared);
    }
    PackageName name = declared.target();
    Listing listing = facts.releases(name);
    if (listing.releases().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.unknown-package",
              "no source knows `" + name.name() + "`",
              name.name().startsWith("@")
                  ? "a scope with a registry of its own needs `"
                      + name.name().replaceFirst("/.*", "")
                      + ":registry=ADDRESS` in `~/.npmrc`"
                  : ""));
    }
    BitSet open = open(wanted, listing);
    BitSet constrained = constrained(open, listing);
    int chosen = constrained.isEmpty() ? -1 : best(constrained, listing);
    if (chosen < 0) {
      throw nothing(wanted, listing, open.isEmpty());
    }
    return pack(listing, listing.releases().get(chosen));
  }

  private static boolean isFile(Dependency dependency) {
    return dependency.direct().map(URI::getScheme).filter("file"::equals).isPresent();
  }

  /** Whether the user's own words, or a folder of theirs, ask. */
  private static boolean isOwn(Place place) {
    Place real = place.source == null ? place : place.source;
    Pack pack = real.pack();
    return real.isTop() || pack != null && pack.artifact().format().equals(Layout.FOLDER);
  }

  private int best(BitSet among, Listing listing) {
    String kept = problem.preferred().get(listing.name());
    if (kept != null) {
      for (int i = among.nextSetBit(0); i >= 0; i = among.nextSetBit(i + 1)) {
        if (listing.releases().get(i).pin().version().equals(kept)) {
          return i;
        }
      }
    }
    // as npm: what is not for this platform is refused or left out, and no older one taken instead
    return NodeVersions.pick(among, listing, problem.target());
  }

  /** What the range admits of what existed at the time asked for. */
  private BitSet open(Need wanted, Listing listing) {
    String range = wanted.range();
    Versions.Choice choice = versions.select(range, listing);
    BitSet open = choice.admitted();
    if (problem.prereleases()) {
      open.or(choice.lastResort());
    }
    BitSet old = old(listing);
    boolean tag = listing.tags().containsKey(range) && !choice.exact();
    if (tag && !open.isEmpty() && !open.intersects(old)) {
      // a tag that had not moved on yet stood at most at what it names now
      String tagged = listing.releases().get(open.nextSetBit(0)).pin().version();
      open = versions.select("<=" + tagged, listing).admitted();
    }
    open.and(old);
    return open;
  }

  private BitSet old(Listing listing) {
    BitSet old = new BitSet();
    List<Release> releases = listing.releases();
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      boolean young =
          problem
              .excludeNewer()
              .filter(cut -> release.published().filter(at -> at.isAfter(cut)).isPresent())
              .isPresent();
      old.set(i, !young && permitted(release));
    }
    return old;
  }

  private boolean permitted(Release release) {
    List<String> digests = problem.hashes().get(release.pin().name());
    return digests == null
        || release.artifacts().stream()
            .flatMap(artifact -> artifact.hashes().entrySet().stream())
            .anyMatch(hash -> digests.contains(hash.getKey() + ":" + hash.getValue()));
  }

  private BitSet constrained(BitSet open, Listing listing) {
    BitSet left = (BitSet) open.clone();
    for (Dependency constraint : problem.constraints()) {
      if (constraint.target().equals(listing.name()) && constraint.direct().isEmpty()) {
        left.and(versions.select(constraint.range(), listing).admitted());
      }
    }
    return left;
  }

  private Pack pack(Listing listing, Release release) {
    Manifest manifest = listing.manifests().get(release.pin());
    if (manifest == null) {
      manifest =
          facts
              .manifest(release)
              .value()
              .orElseThrow(() -> unknownVersion(release.pin().version(), listing));
    }
    Artifact artifact = release.artifacts().get(0);
    return Pack.of(release, manifest, artifact, listing.source());
  }

  private Refusal nothing(Need wanted, Listing listing, boolean byRange) {
    if (byRange && problem.hashes().containsKey(listing.name())) {
      return new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + wanted.key() + "` has a digest you gave",
              ""));
    }
    return unknownVersion(wanted.range(), listing);
  }

  private Refusal unknownVersion(String wanted, Listing listing) {
    List<Release> releases = listing.releases();
    StringBuilder newest = new StringBuilder();
    for (int i = releases.size() - 1, shown = 0; i >= 0 && shown < 5; i--) {
      if (!releases.get(i).prerelease()) {
        newest.append(shown++ == 0 ? "" : ", ").append(releases.get(i).pin().version());
      }
    }
    Optional<String> tags =
        listing.tags().isEmpty()
            ? Optional.empty()
            : Optional.of("tags: " + String.join(", ", listing.tags().keySet()));
    List<String> details =
        tags.map(t -> List.of("newest versions: " + newest, t))
            .orElse(List.of("newest versions: " + newest));
    return new Refusal(
        Diagnostic.user(
                "resolve.unknown-version",
                "no version of `"
                    + listing.name().name()
                    + "` fits `"
                    + (wanted.isEmpty() ? "*" : wanted)
                    + "`",
                "")
            .with(details));
  }
}
