package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** The releases of one name, as far as they exist for the problem, and what fits where. */
final class Candidates {
  /** Format of artifacts that have to be built. */
  static final String SOURCE = "sdist";

  private final Ground ground;
  private final Wares wares;
  private final Variable variable;
  private final Map<String, Demand> demands = new HashMap<>();
  private final Map<String, Variable> extras = new HashMap<>();
  private final Fit[] fits;
  private final Answer<?>[] manifests;
  private final boolean welcome;
  private final boolean sources;
  private @Nullable Bits shy;

  /**
   * What a range takes.
   *
   * @param taken the releases
   * @param exact whether it names one version
   */
  record Demand(Bits taken, boolean exact) {}

  /**
   * Where a release can be used, as masks of runtimes.
   *
   * @param ready an artifact that needs no build is there
   * @param built an artifact can be had by a build
   */
  record Fit(long ready, long built) {}

  /**
   * @param sources whether what must be built first may be chosen
   */
  Candidates(Ground ground, Wares wares, Variable variable, boolean sources) {
    this.ground = ground;
    this.wares = wares;
    this.variable = variable;
    this.fits = new Fit[wares.listing().releases().size()];
    this.manifests = new Answer<?>[fits.length];
    this.sources = sources;
    this.welcome =
        ground.problem().prereleases()
            || ground.ranges(wares.name()).stream().anyMatch(this::namesPrerelease);
  }

  private boolean namesPrerelease(String range) {
    BitSet gladly = select(range).admitted();
    return gladly.stream().anyMatch(i -> wares.listing().releases().get(i).prerelease());
  }

  PackageName name() {
    return wares.name();
  }

  Wares wares() {
    return wares;
  }

  Listing listing() {
    return wares.listing();
  }

  Release release(int bit) {
    return wares.listing().releases().get(bit);
  }

  Variable variable() {
    return variable;
  }

  Map<String, Variable> extras() {
    return extras;
  }

  private Versions versions() {
    return ground.facts().ecosystem(wares.name().ecosystem()).versions();
  }

  private Versions.Choice select(String range) {
    return versions().select(range, wares.listing());
  }

  /** What a range takes of them. */
  Demand demand(String range) {
    return demands.computeIfAbsent(range, this::read);
  }

  private Demand read(String range) {
    Versions.Choice choice = select(range);
    Bits gladly = Bits.of(choice.admitted(), variable.size);
    Bits shyly = Bits.of(choice.lastResort(), variable.size);
    return new Demand(gladly.or(shyly).and(variable.all), choice.exact());
  }

  /** What no range takes unless it has to, such as pre-releases. */
  private Bits shy() {
    if (shy == null) {
      shy = Bits.of(select("").lastResort(), variable.size);
    }
    return shy;
  }

  Fit fit(int bit) {
    Fit known = fits[bit];
    if (known == null) {
      known = look(bit);
      fits[bit] = known;
    }
    return known;
  }

  private Fit look(int bit) {
    long ready = 0;
    long built = 0;
    for (int i = 0; i < ground.targets().size(); i++) {
      Optional<Artifact> artifact = artifact(bit, ground.targets().get(i));
      if (artifact.isPresent()) {
        boolean source = artifact.get().format().equals(SOURCE);
        ready |= source ? 0 : 1L << i;
        built |= source ? 1L << i : 0;
      }
    }
    return new Fit(ready, built);
  }

  /** The file of a release to use on a target. */
  Optional<Artifact> artifact(int bit, Target on) {
    Release release = release(bit);
    Optional<Artifact> chosen =
        ground.facts().ecosystem(wares.name().ecosystem()).layout().choose(release, on);
    return chosen.isPresent() && release.usable().holds(on) ? chosen : Optional.empty();
  }

  /** Whether some file of a release that fits nowhere would fit but for the runtime it asks for. */
  boolean asksForAnotherRuntime(int bit) {
    Release release = release(bit);
    List<Artifact> bare = new ArrayList<>();
    for (Artifact artifact : release.artifacts()) {
      if (!artifact.format().equals(SOURCE)) {
        bare.add(
            new Artifact(
                artifact.filename(),
                artifact.format(),
                artifact.location(),
                artifact.hashes(),
                artifact.size(),
                Map.of()));
      }
    }
    Release stripped =
        new Release(
            release.pin(),
            release.published(),
            release.withdrawn(),
            release.prerelease(),
            Condition.ALWAYS,
            "",
            bare);
    return !release.runtimeRange().isEmpty()
        && ground
            .facts()
            .ecosystem(wares.name().ecosystem())
            .layout()
            .choose(stripped, ground.targets().get(0))
            .isPresent();
  }

  /** Where a release may be used as things are. */
  long allowed(int bit) {
    Fit fit = fit(bit);
    return sources ? fit.ready() | fit.built() : fit.ready();
  }

  /**
   * Whether one version is asked for, or allowed, and nothing of it can be used without a build.
   */
  boolean isFixedToSources() {
    Bits left = variable.present(variable.all);
    boolean fixed = false;
    for (String range : ground.ranges(wares.name())) {
      Demand taken = demand(range);
      fixed |= taken.exact();
      left = left.and(taken.taken());
    }
    if (!fixed || left.isEmpty()) {
      return false;
    }
    for (int i = left.last(); i >= 0; i = left.previous(i - 1)) {
      if (fit(i).ready() != 0 || fit(i).built() == 0) {
        return false;
      }
    }
    return true;
  }

  /** The release to try first; -1 when there is none. */
  int best(Bits among, Target on) {
    String kept = ground.problem().preferred().get(wares.name());
    if (kept != null) {
      for (int i = among.last(); i >= 0; i = among.previous(i - 1)) {
        if (versions().compare(release(i).pin().version(), kept) == 0 && allowed(i) != 0) {
          return i;
        }
      }
    }
    if (welcome) {
      return among.last();
    }
    Bits gladly = among.minus(shy());
    Bits first = gladly.isEmpty() ? among : gladly;
    return versions().prefer(first.toBitSet(), wares.listing(), on);
  }

  /** What a release declares; asked once. */
  @SuppressWarnings("unchecked") // only manifests are put there
  Answer<Manifest> manifest(int bit) {
    if (manifests[bit] == null) {
      manifests[bit] = ground.facts().manifest(release(bit));
    }
    return (Answer<Manifest>) manifests[bit];
  }

  @Override
  public String toString() {
    return wares.name().name();
  }
}
