package org.omnipkg.ecosystem.go.internal;

import java.util.BitSet;
import java.util.List;
import org.omnipkg.ecosystem.go.internal.requirement.RangeText;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.ecosystem.go.internal.version.Semver;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/** Semantic versions in Go's order. */
public final class GoVersions implements Versions {
  @Override
  public int compare(String one, String other) {
    return Semver.ORDER.compare(one, other);
  }

  @Override
  public Choice select(String range, Listing of) {
    if (of.name().ecosystem().equals("runtime")) {
      return toolchains(range, of);
    }
    RangeText wanted =
        RangeText.of(range)
            .orElseThrow(
                () ->
                    new Refusal(
                        Diagnostic.user(
                            "requirement.malformed", "`" + range + "` is no version", "")));
    List<Release> releases = of.releases();
    boolean exact =
        wanted.kind() == RangeText.Kind.EXACT || wanted.kind() == RangeText.Kind.REVISION;
    boolean welcome = wanted.namesPrerelease();
    BitSet admitted = new BitSet(releases.size());
    BitSet lastResort = new BitSet(releases.size());
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      if (!wanted.admits(release.pin().version()) || !exact && release.withdrawn().isPresent()) {
        continue;
      }
      (release.prerelease() && !exact && !welcome ? lastResort : admitted).set(i);
    }
    return new Choice(admitted, lastResort, exact);
  }

  /** Versions of Go itself have no {@code v} in front. */
  private static Choice toolchains(String range, Listing of) {
    BitSet admitted = new BitSet(of.releases().size());
    for (int i = 0; i < of.releases().size(); i++) {
      if (Languages.admits(range, of.releases().get(i).pin().version())) {
        admitted.set(i);
      }
    }
    return new Choice(admitted, new BitSet(), false);
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    List<Release> releases = of.releases();
    int rehearsal = -1;
    for (int i = among.length() - 1; i >= 0; i = among.previousSetBit(i - 1)) {
      Release release = releases.get(i);
      if (release.usable().holds(on)) {
        if (!release.prerelease()) {
          return i;
        }
        rehearsal = rehearsal < 0 ? i : rehearsal;
      }
    }
    return rehearsal >= 0 ? rehearsal : among.length() - 1;
  }
}
