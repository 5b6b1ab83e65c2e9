package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Versions;

/** Holds each request alone against the listings: what cannot be had at all is refused by name. */
final class Roots {
  private static final int SHOWN = 5;

  private final Ground ground;
  private final Places places;
  private final Desk desk;

  Roots(Ground ground, Places places, Desk desk) {
    this.ground = ground;
    this.places = places;
    this.desk = desk;
  }

  void check() {
    List<Dependency> roots =
        ground.problem().roots().stream()
            .filter(root -> root.tie() != Tie.CONSTRAINS && root.direct().isEmpty())
            .filter(root -> !root.target().ecosystem().equals(Ground.RUNTIME))
            .filter(root -> ground.where(root.when()) != 0)
            .toList();
    ground.outrider().follow(roots);
    for (Dependency root : roots) {
      if (ground.where(root.when()) != ground.everywhere()) {
        continue; // another runtime may do without it
      }
      check(root, places.named(root.target()).orElseGet(() -> wares(root.target())));
    }
  }

  private Wares wares(PackageName name) {
    return Wares.of(ground.facts().releases(name), ground);
  }

  private void check(Dependency root, Wares wares) {
    List<Release> releases = wares.listing().releases();
    if (releases.isEmpty()) {
      throw new Refusal(unknownPackage(root));
    }
    BitSet fitting = fitting(root, wares);
    fitting.and(wares.exists());
    if (fitting.isEmpty()) {
      throw new Refusal(unknownVersion(root, wares));
    }
    if (!wares.permitted()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + root.target().name() + "` has a digest you gave",
              ""));
    }
    for (int i = fitting.length() - 1; i >= 0; i = i == 0 ? -1 : fitting.previousSetBit(i - 1)) {
      if (usable(releases.get(i))) {
        return;
      }
    }
    throw new Refusal(noArtifact(root, wares, fitting));
  }

  private BitSet fitting(Dependency root, Wares wares) {
    Ecosystem ecosystem = ground.facts().ecosystem(root.target().ecosystem());
    Versions.Choice choice = ecosystem.versions().select(ground.range(root), wares.listing());
    BitSet fitting = (BitSet) choice.admitted().clone();
    fitting.or(choice.lastResort());
    return fitting;
  }

  private boolean usable(Release release) {
    for (Target target : ground.targets()) {
      if (release.usable().holds(target)) {
        return true;
      }
    }
    return false;
  }

  private Diagnostic unknownPackage(Dependency root) {
    List<String> asked =
        desk.sources(root.target().ecosystem()).stream().map(Source::label).toList();
    return Diagnostic.user(
            "resolve.unknown-package", "no source knows `" + root.target().name() + "`", "")
        .with(asked.isEmpty() ? List.of() : List.of("asked: " + String.join(", ", asked)));
  }

  private Diagnostic unknownVersion(Dependency root, Wares wares) {
    List<String> newest = newest(wares.exists(), wares.listing().releases());
    return Diagnostic.user(
            "resolve.unknown-version",
            "no version of `" + root.target().name() + "` fits `" + root.range() + "`",
            "")
        .with(
            newest.isEmpty()
                ? List.of("none was published by then")
                : List.of("newest versions: " + String.join(", ", newest)));
  }

  private Diagnostic noArtifact(Dependency root, Wares wares, BitSet fitting) {
    List<Release> releases = wares.listing().releases();
    Release newest = releases.get(fitting.length() - 1);
    List<String> lines = new ArrayList<>();
    String which = newest.pin().name().name() + " " + newest.pin().version();
    if (!newest.runtimeRange().isEmpty()) {
      lines.add(which + " asks for " + ground.problem().ecosystem() + " " + newest.runtimeRange());
    }
    if (!newest.artifacts().isEmpty()) {
      int more = newest.artifacts().size() - SHOWN;
      lines.add(
          which
              + " offers "
              + newest.artifacts().stream()
                  .limit(SHOWN)
                  .map(Artifact::filename)
                  .collect(Collectors.joining(", "))
              + (more > 0 ? " and " + more + " more" : ""));
    }
    BitSet usable = new BitSet();
    wares.exists().stream().filter(i -> usable(releases.get(i))).forEach(usable::set);
    List<String> fit = newest(usable, releases);
    if (!fit.isEmpty()) {
      lines.add("newest versions with something for it: " + String.join(", ", fit));
    }
    return noArtifact(root.target().name() + root.range(), ground).with(lines);
  }

  static Diagnostic noArtifact(String what, Ground ground) {
    String runtime =
        ground.runtimes().stream()
            .map(r -> r.implementation() + " " + r.version())
            .collect(Collectors.joining(" or "));
    return Diagnostic.user(
        "resolve.no-matching-artifact",
        "`"
            + what
            + "` has nothing for "
            + (runtime.isEmpty() ? "" : runtime + " on ")
            + ground.problem().target().platform().id(),
        "");
  }

  /** Newest first; pre-releases and withdrawn ones only where there is nothing else. */
  private static List<String> newest(BitSet among, List<Release> releases) {
    BitSet stable = new BitSet();
    among.stream()
        .filter(i -> !releases.get(i).prerelease() && releases.get(i).withdrawn().isEmpty())
        .forEach(stable::set);
    BitSet shown = stable.isEmpty() ? among : stable;
    List<String> versions = new ArrayList<>();
    for (int i = shown.length() - 1; i >= 0 && versions.size() < SHOWN; i--) {
      if (shown.get(i)) {
        versions.add(releases.get(i).pin().version());
      }
    }
    return versions;
  }
}
