package org.omnipkg.solver.support;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/** Finds the release and the file a tool's pin means, in our own listings. */
final class Choices {
  /**
   * A pin understood.
   *
   * @param position the release's bit in its listing; empty when it is in none
   * @param source label of the index, or where else it is from
   */
  record Choice(Release release, Artifact artifact, Optional<BitSet> position, String source) {}

  /** Fact of an artifact made here: what it was made of, when not of a source. */
  private static final String ORIGIN = "origin";

  private final Problem problem;
  private final Facts facts;
  private final DirectSources direct;
  private final Ecosystem ecosystem;

  Choices(Problem problem, Facts facts, DirectSources direct) {
    this.problem = problem;
    this.facts = facts;
    this.direct = direct;
    this.ecosystem = facts.ecosystem(problem.ecosystem());
  }

  PackageName name(Said.Pinned pin) {
    return ecosystem.grammar().name(pin.name());
  }

  Choice of(Said.Pinned pinned) {
    PackageName name = name(pinned);
    Artifact named = direct.artifact(name);
    if (named != null) {
      Pin pin = new Pin(name, named.filename().split("-", -1)[1]);
      return alone(pin, permitted(pin, List.of(named)).get(0), "direct");
    }
    for (Map.Entry<Pin, Artifact> built : problem.built().entrySet()) {
      Pin pin = built.getKey();
      if (pin.name().equals(name)
          && ecosystem.versions().compare(pin.version(), pinned.version()) == 0
          && fits(ecosystem, pin, built.getValue(), problem)) {
        if (problem.hashes().containsKey(name)) {
          Listing listing = facts.releases(name);
          permitted(pin, listing.find(pin.version()).map(Release::artifacts).orElse(List.of()));
        }
        return alone(pin, built.getValue(), built.getValue().facts().getOrDefault(ORIGIN, "built"));
      }
    }
    return listed(pinned, facts.releases(name));
  }

  private Choice listed(Said.Pinned pinned, Listing listing) {
    for (int i = 0; i < listing.releases().size(); i++) {
      Release release = listing.releases().get(i);
      if (ecosystem.versions().compare(release.pin().version(), pinned.version()) == 0) {
        Release open =
            new Release(
                release.pin(),
                release.published(),
                release.withdrawn(),
                release.prerelease(),
                release.usable(),
                release.runtimeRange(),
                permitted(release.pin(), release.artifacts()));
        Artifact artifact =
            ecosystem
                .layout()
                .choose(open, problem.target())
                .orElseThrow(() -> new Refusal(Requests.noArtifact(release.pin(), problem)));
        BitSet position = new BitSet();
        position.set(i);
        return new Choice(release, artifact, Optional.of(position), listing.source());
      }
    }
    throw new Refusal(
        Diagnostic.outside(
            "resolve.unlisted-choice",
            "the resolver chose `"
                + pinned.name()
                + " "
                + pinned.version()
                + "`, which no listing of ours names",
            ""));
  }

  /** Made here, for this target too: an adopted wheel may be of another interpreter. */
  static boolean fits(Ecosystem ecosystem, Pin pin, Artifact made, Problem problem) {
    return ecosystem.layout().choose(alone(pin, made, "").release(), problem.target()).isPresent();
  }

  private static Choice alone(Pin pin, Artifact artifact, String source) {
    Release release =
        new Release(
            pin,
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            List.of(artifact));
    return new Choice(release, artifact, Optional.empty(), source);
  }

  /** The files the request's digests allow: all, when it gives none for the name. */
  private List<Artifact> permitted(Pin pin, List<Artifact> files) {
    List<Artifact> permitted = Permitted.by(problem, pin.name(), files);
    if (permitted.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + pin.name().name() + " " + pin.version() + "` has a digest you gave",
              ""));
    }
    return permitted;
  }
}
