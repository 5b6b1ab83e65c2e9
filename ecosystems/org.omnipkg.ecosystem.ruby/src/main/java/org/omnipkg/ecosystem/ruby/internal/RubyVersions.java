package org.omnipkg.ecosystem.ruby.internal;

import java.lang.ref.WeakReference;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.text.Explanation;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/**
 * Order and ranges of RubyGems. Platform variants are releases of equal version: of those that run
 * on a target the most special one is preferred.
 */
public final class RubyVersions implements Versions {
  private static final int MANY = 4096;

  private final Map<PackageName, Known> known = new ConcurrentHashMap<>();
  private final Map<String, GemVersion> versions = new ConcurrentHashMap<>();

  private record Known(
      WeakReference<Listing> listing, GemVersion[] versions, Map<String, Choice> choices) {}

  @Override
  public int compare(String one, String other) {
    return version(one).compareTo(version(other));
  }

  private GemVersion version(String text) {
    if (versions.size() > MANY) {
      versions.clear();
    }
    return versions.computeIfAbsent(text, GemVersion::of);
  }

  @Override
  public Choice select(String range, Listing of) {
    Known about = about(of);
    Choice choice = about.choices.computeIfAbsent(range, r -> choose(r, of, about.versions));
    return new Choice(
        (BitSet) choice.admitted().clone(), (BitSet) choice.lastResort().clone(), choice.exact());
  }

  private Known about(Listing listing) {
    Known about = known.get(listing.name());
    if (about == null || about.listing.get() != listing) {
      if (known.size() > MANY) {
        known.values().removeIf(old -> old.listing.get() == null);
      }
      GemVersion[] read =
          listing.releases().stream()
              .map(release -> version(release.pin().version()))
              .toArray(GemVersion[]::new);
      about = new Known(new WeakReference<>(listing), read, new ConcurrentHashMap<>());
      known.put(listing.name(), about);
    }
    return about;
  }

  private static Choice choose(String range, Listing of, GemVersion[] versions) {
    GemRequirement wanted = read(range);
    BitSet admitted = new BitSet(versions.length);
    BitSet lastResort = new BitSet(versions.length);
    for (int i = 0; i < versions.length; i++) {
      boolean withdrawn = of.releases().get(i).withdrawn().isPresent();
      if (wanted.admits(versions[i]) && (wanted.exact() || !withdrawn)) {
        boolean shy = versions[i].prerelease() && !wanted.prerelease();
        (shy ? lastResort : admitted).set(i);
      }
    }
    return new Choice(admitted, lastResort, wanted.exact());
  }

  private static GemRequirement read(String range) {
    try {
      return GemRequirement.of(range);
    } catch (Malformed e) {
      throw Explanation.of(e);
    }
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    int last = -1;
    int best = -1;
    for (int i = among.length() - 1; i >= 0; i = among.previousSetBit(i - 1)) {
      if (!of.releases().get(i).usable().holds(on)) {
        continue;
      }
      if (best >= 0 && !same(of, best, i)) {
        if (!of.releases().get(best).prerelease()) {
          break;
        }
        last = last < 0 ? best : last;
        best = -1;
      }
      if (best < 0 || distance(of, i, on) < distance(of, best, on)) {
        best = i;
      }
    }
    if (best >= 0 && (last < 0 || !of.releases().get(best).prerelease())) {
      return best;
    }
    return last >= 0 ? last : among.length() - 1;
  }

  private boolean same(Listing of, int one, int other) {
    List<Release> releases = of.releases();
    return compare(releases.get(one).pin().version(), releases.get(other).pin().version()) == 0;
  }

  private static int distance(Listing of, int i, Target on) {
    return Fit.distance(of.releases().get(i).pin().variant(), on);
  }
}
