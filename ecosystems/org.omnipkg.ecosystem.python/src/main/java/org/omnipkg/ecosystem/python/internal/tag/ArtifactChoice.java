package org.omnipkg.ecosystem.python.internal.tag;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Map<Kind, SupportedTags> tags = new ConcurrentHashMap<>();
  private final Map<String, SpecifierSet> ranges = new ConcurrentHashMap<>();

  private record Kind(
      String tag, String abi, String bits, String version, String release, Platform platform) {}

  public Optional<Artifact> choose(Release release, Target on) {
    return choose(release.artifacts(), on);
  }

  /** The best of some files; empty when none runs on the target. */
  public Optional<Artifact> choose(List<Artifact> files, Target on) {
    Optional<Runtime> runtime = on.runtime("python");
    if (runtime.isEmpty()) {
      return Optional.empty();
    }
    SupportedTags supported = tags(runtime.get(), on.platform());
    PythonVersion python = released(runtime.get().version());
    Artifact best = null;
    int bestRank = Integer.MAX_VALUE;
    WheelName bestName = null;
    for (Artifact file : files) {
      if (!runs(file, python)) {
        continue;
      }
      if (file.format().equals(SDIST)) {
        if (best == null || bestName == null && preferred(file, best)) {
          best = file;
        }
        continue;
      }
      Optional<WheelName> name = WheelName.of(file.filename());
      int rank = name.isPresent() ? supported.rank(name.get()) : -1;
      if (rank < 0) {
        continue;
      }
      if (bestName == null || rank < bestRank || rank == bestRank && later(name.get(), bestName)) {
        best = file;
        bestRank = rank;
        bestName = name.get();
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean later(WheelName one, WheelName other) {
    int order = Long.compare(one.buildNumber(), other.buildNumber());
    return order > 0 || order == 0 && one.build().compareTo(other.build()) > 0;
  }

  private static boolean preferred(Artifact one, Artifact other) {
    return one.filename().endsWith(".tar.gz") && !other.filename().endsWith(".tar.gz");
  }

  /** A pre-release of Python counts as the release it becomes, as in pip. */
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

  /** The tags of a runtime on a platform. */
  public SupportedTags tags(Runtime runtime, Platform platform) {
    Kind kind =
        new Kind(
            runtime.fact("implementation_tag"),
            runtime.fact("abi_tag"),
            runtime.fact("pointer_bits"),
            runtime.version(),
            runtime.fact("platform_release"),
            platform);
    return tags.computeIfAbsent(kind, key -> SupportedTags.of(runtime, platform));
  }
}
