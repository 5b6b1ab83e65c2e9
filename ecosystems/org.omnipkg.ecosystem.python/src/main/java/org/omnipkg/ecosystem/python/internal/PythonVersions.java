package org.omnipkg.ecosystem.python.internal;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.ecosystem.python.internal.requirement.Explanation;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/**
 * Order and ranges of PEP 440. A listing's versions are read once and its ranges remembered while
 * it is in use and there is room.
 */
public final class PythonVersions implements Versions {
  private static final int MANY = 4096;

  private final Map<PackageName, SoftReference<Known>> known = new ConcurrentHashMap<>();
  private final Map<String, PythonVersion> versions = new ConcurrentHashMap<>();

  private record Known(
      WeakReference<Listing> listing, PythonVersion[] versions, Map<String, Choice> choices) {}

  @Override
  public int compare(String one, String other) {
    return version(one).compareTo(version(other));
  }

  private PythonVersion version(String text) {
    if (versions.size() > MANY) {
      versions.clear();
    }
    return versions.computeIfAbsent(text, PythonVersion::of);
  }

  @Override
  public Choice select(String range, Listing of) {
    Known about = about(of);
    Choice choice = about.choices.get(range);
    if (choice == null) {
      choice = choose(range, of.releases(), about.versions);
      about.choices.put(range, choice);
    }
    return new Choice(
        (BitSet) choice.admitted().clone(), (BitSet) choice.lastResort().clone(), choice.exact());
  }

  private Known about(Listing listing) {
    SoftReference<Known> last = known.get(listing.name());
    Known about = last == null ? null : last.get();
    if (about == null || about.listing.get() != listing) {
      if (known.size() > MANY) {
        known.values().removeIf(PythonVersions::over);
      }
      PythonVersion[] read =
          listing.releases().stream()
              .map(release -> PythonVersion.of(release.pin().version()))
              .toArray(PythonVersion[]::new);
      about = new Known(new WeakReference<>(listing), read, new ConcurrentHashMap<>());
      known.put(listing.name(), new SoftReference<>(about));
    }
    return about;
  }

  private static boolean over(SoftReference<Known> old) {
    Known about = old.get();
    return about == null || about.listing.get() == null;
  }

  private static Choice choose(String range, List<Release> releases, PythonVersion[] versions) {
    SpecifierSet wanted = read(range);
    boolean welcome = wanted.namesPrerelease();
    boolean pinned = wanted.pins();
    BitSet admitted = new BitSet(versions.length);
    BitSet lastResort = new BitSet(versions.length);
    for (int i = 0; i < versions.length; i++) {
      PythonVersion version = versions[i];
      if (!wanted.admits(version) || !pinned && releases.get(i).withdrawn().isPresent()) {
        continue;
      }
      boolean shy = version.legacy() || version.prerelease() && !welcome;
      (shy && !pinned ? lastResort : admitted).set(i);
    }
    return new Choice(admitted, lastResort, pinned);
  }

  private static SpecifierSet read(String range) {
    try {
      return SpecifierSet.of(range, true);
    } catch (Malformed e) {
      throw new Refusal(Explanation.of(e), e);
    }
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    List<Release> releases = of.releases();
    int fallback = -1;
    for (int i = among.length() - 1; i >= 0; i = among.previousSetBit(i - 1)) {
      Release release = releases.get(i);
      if (release.usable().holds(on)) {
        if (!release.prerelease()) {
          return i;
        }
        fallback = fallback < 0 ? i : fallback;
      }
    }
    return fallback >= 0 ? fallback : among.length() - 1;
  }
}
