package org.omnipkg.solver.support;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/**
 * Holds the requests against our own listings before a foreign tool runs: what is not there, or has
 * nothing for the target, is said in our words; and so is an index that does not answer.
 */
final class Requests {
  private static final int SHOWN = 5;

  private final Problem problem;
  private final Facts facts;
  private final Desk desk;

  Requests(Problem problem, Facts facts, Desk desk) {
    this.problem = problem;
    this.facts = facts;
    this.desk = desk;
  }

  void check() {
    List<Dependency> roots =
        problem.roots().stream()
            .filter(root -> root.direct().isEmpty() && root.tie() != Tie.CONSTRAINS)
            .filter(root -> root.when().holds(problem.target()))
            .toList();
    roots.forEach(root -> facts.soon(root.target(), new BitSet()));
    roots.forEach(this::check);
  }

  private void check(Dependency root) {
    if (made(root)) {
      return;
    }
    Listing listing = facts.releases(root.target());
    if (listing.releases().isEmpty()) {
      throw new Refusal(unknownPackage(root));
    }
    BitSet there = new BitSet();
    for (int i = 0; i < listing.releases().size(); i++) {
      there.set(i, exists(listing.releases().get(i), problem));
    }
    Versions.Choice choice =
        facts.ecosystem(problem.ecosystem()).versions().select(root.range(), listing);
    BitSet fitting = (BitSet) choice.admitted().clone();
    fitting.or(choice.lastResort());
    fitting.and(there);
    if (fitting.isEmpty()) {
      throw new Refusal(unknownVersion(root, listing, there));
    }
    BitSet usable = usable(fitting, listing);
    if (usable.isEmpty()) {
      throw new Refusal(noArtifact(root, listing, fitting, usable(there, listing)));
    }
  }

  /** Whether something made here serves, whatever the sources know. */
  private boolean made(Dependency root) {
    Ecosystem ecosystem = facts.ecosystem(problem.ecosystem());
    List<Release> releases =
        problem.built().entrySet().stream()
            .filter(one -> one.getKey().name().equals(root.target()))
            .filter(one -> Choices.fits(ecosystem, one.getKey(), one.getValue(), problem))
            .map(one -> release(one.getKey(), one.getValue()))
            .toList();
    Listing listing = new Listing(root.target(), releases, Map.of(), Map.of(), "");
    Versions.Choice choice = ecosystem.versions().select(root.range(), listing);
    return !choice.admitted().isEmpty() || !choice.lastResort().isEmpty();
  }

  private static Release release(Pin pin, Artifact artifact) {
    return new Release(
        pin, Optional.empty(), Optional.empty(), false, Condition.ALWAYS, "", List.of(artifact));
  }

  static boolean exists(Release release, Problem problem) {
    return problem.excludeNewer().isEmpty()
        || release.published().isEmpty()
        || !release.published().get().isAfter(problem.excludeNewer().get());
  }

  private BitSet usable(BitSet among, Listing listing) {
    BitSet usable = new BitSet();
    among.stream()
        .filter(i -> listing.releases().get(i).usable().holds(problem.target()))
        .forEach(usable::set);
    return usable;
  }

  private Diagnostic unknownPackage(Dependency root) {
    List<String> asked = desk.sources(problem.ecosystem()).stream().map(Source::label).toList();
    return Diagnostic.user(
            "resolve.unknown-package", "no source knows `" + root.target().name() + "`", "")
        .with(asked.isEmpty() ? List.of() : List.of("asked: " + String.join(", ", asked)));
  }

  private Diagnostic unknownVersion(Dependency root, Listing listing, BitSet there) {
    List<String> newest = newest(there, listing);
    return Diagnostic.user(
            "resolve.unknown-version",
            "no version of `" + root.target().name() + "` fits `" + root.range() + "`",
            "")
        .with(
            newest.isEmpty()
                ? List.of("none was published by then")
                : List.of("newest versions: " + String.join(", ", newest)));
  }

  private Diagnostic noArtifact(Dependency root, Listing listing, BitSet fitting, BitSet usable) {
    Release newest = listing.releases().get(fitting.length() - 1);
    List<String> lines = new ArrayList<>();
    String which = newest.pin().name().name() + " " + newest.pin().version();
    if (!newest.runtimeRange().isEmpty()) {
      lines.add(which + " asks for " + problem.ecosystem() + " " + newest.runtimeRange());
    }
    if (!newest.artifacts().isEmpty()) {
      lines.add(
          which
              + " offers "
              + newest.artifacts().stream()
                  .limit(SHOWN)
                  .map(Artifact::filename)
                  .collect(Collectors.joining(", "))
              + (newest.artifacts().size() > SHOWN
                  ? " and " + (newest.artifacts().size() - SHOWN) + " more"
                  : ""));
    }
    List<String> fit = newest(usable, listing);
    if (!fit.isEmpty()) {
      lines.add("newest versions with something for it: " + String.join(", ", fit));
    }
    return noArtifact(root.target().name() + root.range(), problem).with(lines);
  }

  static Diagnostic noArtifact(Pin pin, Problem problem) {
    return noArtifact(pin.name().name() + " " + pin.version(), problem);
  }

  private static Diagnostic noArtifact(String what, Problem problem) {
    String runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .map(r -> r.implementation() + " " + r.version() + " on ")
            .orElse("");
    return Diagnostic.user(
        "resolve.no-matching-artifact",
        "`" + what + "` has nothing for " + runtime + problem.target().platform().id(),
        "");
  }

  /** Newest first; pre-releases and withdrawn ones only where there is nothing else. */
  private static List<String> newest(BitSet among, Listing listing) {
    BitSet stable = new BitSet();
    among.stream()
        .filter(i -> !listing.releases().get(i).prerelease())
        .filter(i -> listing.releases().get(i).withdrawn().isEmpty())
        .forEach(stable::set);
    BitSet shown = stable.isEmpty() ? among : stable;
    List<String> versions = new ArrayList<>();
    for (int i = shown.length() - 1; i >= 0 && versions.size() < SHOWN; i--) {
      if (shown.get(i)) {
        versions.add(listing.releases().get(i).pin().version());
      }
    }
    return versions;
  }
}
