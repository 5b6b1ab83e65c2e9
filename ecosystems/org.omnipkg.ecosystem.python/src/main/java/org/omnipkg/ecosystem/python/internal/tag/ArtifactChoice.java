package org.omnipkg.ecosystem.python.internal.tag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.version.PythonVersion;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/**
 * The file of a release to use on a target: the wheel with the best tag, of equals the highest
 * build, else a source archive. Remembers the tags of the interpreters it has met.
 */
public final class ArtifactChoice {
  /** Fact of an artifact: the Python versions it asks for. */
  public static final String REQUIRES_PYTHON = "requires-python";

  public static final String WHEEL = "wheel";
  public static final String SDIST = "sdist";

  private final Map<Kind, Taste> tastes = new ConcurrentHashMap<>();
  private final Map<String, SpecifierSet> ranges = new ConcurrentHashMap<>();
  private volatile @Nullable Last last;

  private record Kind(
      String tag, String abi, String bits, String version, String release, Platform platform) {}

  /**
   * What an interpreter takes on a platform: the same object for the same kind of interpreter.
   *
   * @param python its version; a pre-release counts as the release it becomes, as in pip
   */
  record Taste(SupportedTags tags, PythonVersion python) {}

  private record Last(Runtime runtime, Platform platform, Taste taste) {}

  /** The best file of a release; empty when none runs on the target. */
  public Optional<Artifact> choose(Release release, Target on) {
    return release.usable() instanceof Fit fit && fit.isOf(release.artifacts())
        ? fit.file(on)
        : choose(release.artifacts(), on);
  }

  /** The best of some files; empty when none runs on the target. */
  public Optional<Artifact> choose(List<Artifact> files, Target on) {
    return taste(on).flatMap(taste -> choose(files, taste));
  }

  Optional<Artifact> choose(List<Artifact> files, Taste taste) {
    Artifact best = null;
    int bestRank = Integer.MAX_VALUE;
    for (Artifact file : files) {
      if (!runs(file, taste.python())) {
        continue;
      }
      if (file.format().equals(SDIST)) {
        if (best == null || bestRank == Integer.MAX_VALUE && preferred(file, best)) {
          best = file;
        }
        continue;
      }
      String tags = WheelName.tags(file.filename());
      int rank = tags == null ? -1 : taste.tags().rank(tags);
      if (rank >= 0
          && (best == null || rank < bestRank || rank == bestRank && isLater(file, best))) {
        best = file;
        bestRank = rank;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isLater(Artifact one, Artifact other) {
    return later(
        WheelName.of(one.filename()).orElseThrow(), WheelName.of(other.filename()).orElseThrow());
  }

  private static boolean later(WheelName one, WheelName other) {
    int order = Long.compare(one.buildNumber(), other.buildNumber());
    return order > 0 || order == 0 && one.build().compareTo(other.build()) > 0;
  }

  private static boolean preferred(Artifact one, Artifact other) {
    return one.filename().endsWith(".tar.gz") && !other.filename().endsWith(".tar.gz");
  }

  private static PythonVersion released(String version) {
    return PythonVersion.of(version.replaceFirst("^([0-9.]*[0-9]).*", "$1"));
  }

  private boolean runs(Artifact file, PythonVersion python) {
    String range = file.facts().getOrDefault(REQUIRES_PYTHON, "");
    return range.isEmpty() || ranges.computeIfAbsent(range, ArtifactChoice::range).admits(python);
  }

  /** A range nobody can read restricts nothing, as in pip. */
  private static SpecifierSet range(String text) {
    try {
      return SpecifierSet.of(text, true);
    } catch (Malformed e) {
      return SpecifierSet.ANY;
    }
  }

  /** What the interpreter of a target takes; empty when there is none. */
  Optional<Taste> taste(Target on) {
    return on.runtime("python").map(runtime -> taste(runtime, on.platform()));
  }

  private Taste taste(Runtime runtime, Platform platform) {
    Last known = last;
    if (known == null || known.runtime() != runtime || !known.platform().equals(platform)) {
      Kind kind =
          new Kind(
              runtime.fact("implementation_tag"),
              runtime.fact("abi_tag"),
              runtime.fact("pointer_bits"),
              runtime.version(),
              runtime.fact("platform_release"),
              platform);
      Taste taste =
          tastes.computeIfAbsent(
              kind,
              key -> new Taste(SupportedTags.of(runtime, platform), released(runtime.version())));
      known = new Last(runtime, platform, taste);
      last = known;
    }
    return known.taste();
  }

  /** The tags of a runtime on a platform. */
  public SupportedTags tags(Runtime runtime, Platform platform) {
    return taste(runtime, platform).tags();
  }
}
