package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/**
 * Follows needs as if the first demand on each name decided it, so that most documents of a solve
 * are on their way before the search asks for them. Each name is guessed once, so a wrong guess
 * costs one document and nothing else: the search does not know of it. Used by many threads.
 */
final class Outrider {
  private final Ground ground;
  private final Set<PackageName> seen = ConcurrentHashMap.newKeySet();

  Outrider(Ground ground) {
    this.ground = ground;
  }

  /** Needs that hold now; what is known of a name already is not looked at again. */
  void follow(List<Dependency> needs) {
    for (Dependency need : needs) {
      PackageName name = need.target();
      if (need.direct().isEmpty() && !name.ecosystem().equals(Ground.RUNTIME) && seen.add(name)) {
        ground.facts().soon(name, new Guess(need));
      }
    }
  }

  private final class Guess implements Facts.Scout {
    private final Dependency need;

    Guess(Dependency need) {
      this.need = need;
    }

    @Override
    public BitSet likely(Listing listing) {
      BitSet one = new BitSet();
      if (need.tie() == Tie.NEEDS || need.tie() == Tie.PEER) {
        int release = best(listing);
        if (release >= 0 && ready(listing.releases().get(release))) {
          one.set(release);
        }
      }
      return one;
    }

    private int best(Listing listing) {
      Versions versions = ecosystem().versions();
      String range = ground.problem().overrides().getOrDefault(need.target().name(), need.range());
      Versions.Choice choice = versions.select(range, listing);
      BitSet gladly = choice.admitted();
      BitSet all = (BitSet) gladly.clone();
      all.or(choice.lastResort());
      for (Dependency constraint : ground.problem().constraints()) {
        if (constraint.target().equals(need.target()) && constraint.direct().isEmpty()) {
          Versions.Choice limited = versions.select(constraint.range(), listing);
          BitSet taken = (BitSet) limited.admitted().clone();
          taken.or(limited.lastResort());
          all.and(taken);
        }
      }
      for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
        all.set(i, ground.exists(listing.releases().get(i)));
      }
      gladly.and(all);
      String kept = ground.problem().preferred().get(need.target());
      if (kept != null) {
        for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
          if (versions.compare(listing.releases().get(i).pin().version(), kept) == 0) {
            return i;
          }
        }
      }
      if (ground.problem().prereleases()) {
        return all.length() - 1;
      }
      BitSet first = gladly.isEmpty() ? all : gladly;
      return first.isEmpty() ? -1 : versions.prefer(first, listing, target());
    }

    private boolean ready(Release release) {
      Optional<Artifact> artifact = ecosystem().layout().choose(release, target());
      return artifact.isPresent()
          && !artifact.get().format().equals(Candidates.SOURCE)
          && release.usable().holds(target());
    }

    private Ecosystem ecosystem() {
      return ground.facts().ecosystem(need.target().ecosystem());
    }

    private Target target() {
      return ground.targets().get(0);
    }

    @Override
    public void read(Manifest manifest) {
      List<Dependency> all = new ArrayList<>(manifest.features().getOrDefault("", List.of()));
      need.features().forEach(f -> all.addAll(manifest.features().getOrDefault(f, List.of())));
      all.removeIf(
          one ->
              one.role() == Role.BUILD
                  || one.role() == Role.TEST
                  || manifest.bundled().contains(one.target().name())
                  || !one.when().holds(target()));
      follow(all);
    }
  }
}
