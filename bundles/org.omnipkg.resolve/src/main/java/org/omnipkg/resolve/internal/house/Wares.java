package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Versions;

/**
 * What there is of a name for one problem: a source's listing, with what was built here in the
 * place of what it was built from, or the one file a request names.
 *
 * @param exists which of its releases exist for the problem
 * @param permitted whether a file of it has a digest the request gives
 * @param made label of each release that is not the source's: built, direct
 */
record Wares(Listing listing, BitSet exists, boolean permitted, Map<Pin, String> made) {
  /** Fact of an artifact made here: what it was made of, when not of a source. */
  private static final String ORIGIN = "origin";

  PackageName name() {
    return listing.name();
  }

  String source(Pin pin) {
    return made.getOrDefault(pin, listing.source());
  }

  static Wares direct(Pin pin, Artifact artifact, Problem problem) {
    Listing listing =
        new Listing(pin.name(), List.of(alone(pin, artifact)), Map.of(), Map.of(), "direct");
    BitSet one = new BitSet();
    one.set(0);
    boolean permitted = !permitted(problem, pin.name(), List.of(artifact)).isEmpty();
    return new Wares(listing, one, permitted, Map.of(pin, "direct"));
  }

  static Wares of(Listing listed, Ground ground) {
    Problem problem = ground.problem();
    PackageName name = listed.name();
    Map<Pin, String> made = new java.util.HashMap<>();
    List<Release> releases = new ArrayList<>(listed.releases());
    boolean changed = openUp(releases, listed, ground);
    for (Map.Entry<Pin, Artifact> built : problem.built().entrySet()) {
      if (built.getKey().name().equals(name) && fits(built.getKey(), built.getValue(), ground)) {
        Pin pin = put(releases, built.getKey(), built.getValue(), ground);
        made.put(pin, built.getValue().facts().getOrDefault(ORIGIN, "built"));
        changed = true;
      }
    }
    boolean digests = problem.hashes().containsKey(name);
    BitSet exists = new BitSet();
    BitSet permitted = new BitSet();
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      exists.set(i, ground.exists(release));
      if (digests) {
        List<Artifact> own =
            made.containsKey(release.pin())
                ? listed.find(release.pin().version()).map(Release::artifacts).orElse(List.of())
                : release.artifacts();
        List<Artifact> files = permitted(problem, name, own);
        permitted.set(i, !files.isEmpty());
        if (!files.isEmpty() && files.size() < own.size() && !made.containsKey(release.pin())) {
          releases.set(i, withFiles(release, files));
          changed = true;
        }
      }
    }
    boolean some = !digests || permitted.intersects(exists);
    if (digests && some) {
      exists.and(permitted);
    }
    Listing listing =
        changed
            ? new Listing(name, releases, listed.tags(), listed.manifests(), listed.source())
            : listed;
    return new Wares(listing, exists, some, Map.copyOf(made));
  }

  /** A withdrawn release that a request names is like any other for this problem (PEP 592). */
  private static boolean openUp(List<Release> releases, Listing listed, Ground ground) {
    boolean changed = false;
    for (String range : ground.ranges(listed.name())) {
      Versions versions = ground.facts().ecosystem(listed.name().ecosystem()).versions();
      Versions.Choice choice = versions.select(range, listed);
      for (int i = choice.admitted().nextSetBit(0);
          i >= 0;
          i = choice.admitted().nextSetBit(i + 1)) {
        Release release = releases.get(i);
        if (choice.exact() && release.withdrawn().isPresent()) {
          releases.set(
              i,
              new Release(
                  release.pin(),
                  release.published(),
                  Optional.empty(),
                  release.prerelease(),
                  release.usable(),
                  release.runtimeRange(),
                  release.artifacts()));
          changed = true;
        }
      }
    }
    return changed;
  }

  private static boolean fits(Pin pin, Artifact built, Ground ground) {
    Ecosystem ecosystem = ground.facts().ecosystem(pin.name().ecosystem());
    for (Target target : ground.targets()) {
      if (ecosystem.layout().choose(alone(pin, built), target).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Puts what was built in its place. */
  private static Pin put(List<Release> releases, Pin pin, Artifact built, Ground ground) {
    Versions versions = ground.facts().ecosystem(pin.name().ecosystem()).versions();
    int at = 0;
    while (at < releases.size()) {
      Release release = releases.get(at);
      int order = versions.compare(release.pin().version(), pin.version());
      if (order == 0 && release.pin().variant().equals(pin.variant())) {
        releases.set(
            at,
            new Release(
                release.pin(),
                release.published(),
                release.withdrawn(),
                release.prerelease(),
                Condition.ALWAYS,
                "",
                List.of(built)));
        return release.pin();
      }
      if (order > 0) {
        break;
      }
      at++;
    }
    releases.add(at, alone(pin, built));
    return pin;
  }

  private static Release withFiles(Release release, List<Artifact> files) {
    return new Release(
        release.pin(),
        release.published(),
        release.withdrawn(),
        release.prerelease(),
        release.usable(),
        release.runtimeRange(),
        files);
  }

  static Release alone(Pin pin, Artifact artifact) {
    return new Release(
        pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of(artifact));
  }

  private static List<Artifact> permitted(Problem problem, PackageName name, List<Artifact> files) {
    List<String> hashes = problem.hashes().getOrDefault(name, List.of());
    return hashes.isEmpty()
        ? files
        : files.stream()
            .filter(
                file ->
                    file.hashes().entrySet().stream()
                        .map(hash -> hash.getKey() + ":" + hash.getValue())
                        .anyMatch(hash -> hashes.contains(hash.toLowerCase(Locale.ROOT))))
            .toList();
  }
}
