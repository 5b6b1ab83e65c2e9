package org.example.omnipkg.cargo;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** Semantic versions in Cargo's order; what was yanked is taken only by its very version. */
final class CargoVersions implements Versions {
  @Override
  public int compare(String one, String other) {
    return Semver.ORDER.compare(one, other);
  }

  @Override
  public Choice select(String range, Listing of) {
    Requirement wanted =
        Requirement.of(range)
            .orElseThrow(
                () ->
                    new Refusal(
                        Diagnostic.user(
                            "requirement.malformed",
                            "`" + range + "` is no version requirement of Cargo",
                            "")));
    List<Release> releases = of.releases();
    boolean exact = Requirement.isExact(range);
    BitSet admitted = new BitSet(releases.size());
    BitSet lastResort = new BitSet(releases.size());
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      Optional<Semver> version = Semver.of(release.pin().version());
      if (version.isEmpty() || release.withdrawn().isPresent() && !exact) {
        continue;
      }
      if (wanted.admits(version.get())) {
        admitted.set(i);
      } else if (!version.get().pre().isEmpty() && wanted.within(version.get())) {
        lastResort.set(i);
      }
    }
    return new Choice(admitted, lastResort, exact);
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    int rehearsal = -1;
    for (int i = among.length() - 1; i >= 0; i = i == 0 ? -1 : among.previousSetBit(i - 1)) {
      Release release = of.releases().get(i);
      if (release.usable().holds(on)) {
        if (!release.prerelease()) {
          return i;
        }
        rehearsal = Math.max(rehearsal, i);
      }
    }
    return rehearsal >= 0 ? rehearsal : among.length() - 1;
  }
}
