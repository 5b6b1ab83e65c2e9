package org.omnipkg.ecosystem.node.internal.version;

import java.lang.ref.WeakReference;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;

/**
 * Order and ranges of npm. A listing's versions are read once and its ranges remembered while it is
 * in use.
 */
public final class NodeVersions implements Versions {
  static final String LATEST = "latest";
  private static final int MANY = 4096;

  private final Map<PackageName, Known> known = new ConcurrentHashMap<>();

  private record Known(
      WeakReference<Listing> listing, @Nullable Version[] versions, Map<String, Choice> choices) {}

  @Override
  public int compare(String one, String other) {
    Optional<Version> a = Version.of(one);
    Optional<Version> b = Version.of(other);
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? one.compareTo(other) : a.isEmpty() ? -1 : 1;
    }
    int order = a.get().compareTo(b.get());
    return order != 0 ? order : one.compareTo(other);
  }

  @Override
  public Choice select(String range, Listing of) {
    Known about = about(of);
    Choice choice = about.choices.get(range);
    if (choice == null) {
      choice = choose(range.strip(), of, about.versions);
      about.choices.put(range, choice);
    }
    return new Choice(
        (BitSet) choice.admitted().clone(), (BitSet) choice.lastResort().clone(), choice.exact());
  }

  private Known about(Listing listing) {
    Known about = known.get(listing.name());
    if (about == null || about.listing.get() != listing) {
      if (known.size() > MANY) {
        known.values().removeIf(old -> old.listing.get() == null);
        if (known.size() > MANY) {
          known.clear();
        }
      }
      List<Release> releases = listing.releases();
      @Nullable Version[] read = new Version[releases.size()];
      for (int i = 0; i < read.length; i++) {
        read[i] = Version.of(releases.get(i).pin().version()).orElse(null);
      }
      about = new Known(new WeakReference<>(listing), read, new ConcurrentHashMap<>());
      known.put(listing.name(), about);
    }
    return about;
  }

  private static Choice choose(String range, Listing of, @Nullable Version[] versions) {
    int spelled = place(range, of);
    if (spelled >= 0) {
      return one(spelled, true);
    }
    Optional<Range> read = Range.of(range);
    if (read.isEmpty()) {
      int tagged = place(of.tags().getOrDefault(range, ""), of);
      return tagged < 0 ? new Choice(new BitSet(), new BitSet(), false) : one(tagged, false);
    }
    BitSet admitted = new BitSet(versions.length);
    BitSet lastResort = new BitSet(versions.length);
    for (int i = 0; i < versions.length; i++) {
      Version version = versions[i];
      if (version == null) {
        continue;
      }
      if (read.get().admits(version)) {
        admitted.set(i);
      } else if (read.get().admits(version, true)) {
        lastResort.set(i);
      }
    }
    if (range.isEmpty() || range.equals("*")) {
      int latest = place(of.tags().getOrDefault(LATEST, ""), of);
      if (latest >= 0) {
        admitted.set(latest);
        lastResort.clear(latest);
      }
    }
    return new Choice(admitted, lastResort, read.get().exact());
  }

  private static Choice one(int place, boolean exact) {
    BitSet admitted = new BitSet();
    admitted.set(place);
    return new Choice(admitted, new BitSet(), exact);
  }

  private static int place(String version, Listing of) {
    for (int i = version.isEmpty() ? -1 : of.releases().size() - 1; i >= 0; i--) {
      if (of.releases().get(i).pin().version().equals(version)) {
        return i;
      }
    }
    return -1;
  }

  /** Of those that run on the target, if any do, the one that npm would pick. */
  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    BitSet here = new BitSet();
    among.stream().filter(i -> of.releases().get(i).usable().holds(on)).forEach(here::set);
    return pick(here.isEmpty() ? among : here, of, on);
  }

  /**
   * The release npm would pick, wherever it runs: the one tagged {@code latest} when it is among
   * them and nothing speaks against it; else the newest of those with the fewest objections: its
   * {@code engines} ask for another Node or npm, it is deprecated. -1 when the set is empty.
   */
  public static int pick(BitSet among, Listing of, Target on) {
    Engines engines = Engines.of(on);
    int latest = place(of.tags().getOrDefault(LATEST, ""), of);
    if (latest >= 0 && among.get(latest) && rank(of.releases().get(latest), engines) == BEST) {
      return latest;
    }
    int best = -1;
    int rank = -1;
    for (int i = among.length() - 1; i >= 0; i = among.previousSetBit(i - 1)) {
      int other = rank(of.releases().get(i), engines);
      if (other > rank) {
        best = i;
        rank = other;
        if (rank == BEST) {
          break;
        }
      }
    }
    return best;
  }

  private static final int BEST = 3;

  private static int rank(Release release, Engines engines) {
    boolean fits = engines.fit(release);
    boolean welcome = release.withdrawn().isEmpty();
    return (fits ? 2 : 0) + (welcome ? 1 : 0);
  }

  /**
   * What {@code engines} are held against.
   *
   * @param node its version, or empty
   * @param npm its version, or empty
   */
  public record Engines(String node, String npm) {
    /** Key of an artifact's fact: the range of npm versions it asks for. */
    public static final String NPM = "npm-engine";

    public static Engines of(Target target) {
      Optional<Runtime> runtime = target.runtime(Names.ECOSYSTEM);
      return new Engines(
          runtime.map(Runtime::version).orElse(""), runtime.map(r -> r.fact("npm")).orElse(""));
    }

    /** Whether a release asks for nothing else. */
    public boolean fit(Release release) {
      String npmRange =
          release.artifacts().isEmpty()
              ? ""
              : release.artifacts().get(0).facts().getOrDefault(NPM, "");
      return fit(node, release.runtimeRange()) && fit(npm, npmRange);
    }

    /** Whether a range admits the Node. */
    public boolean takes(String range) {
      return fit(node, range);
    }

    private static boolean fit(String version, String range) {
      if (version.isEmpty() || range.isEmpty()) {
        return true;
      }
      Optional<Version> read = Version.of(version);
      return read.isPresent()
          && Range.of(range, false, true).filter(r -> r.admits(read.get(), true)).isPresent();
    }
  }
}
