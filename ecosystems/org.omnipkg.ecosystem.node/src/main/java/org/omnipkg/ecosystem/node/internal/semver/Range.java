package org.omnipkg.ecosystem.node.internal.semver;

import java.util.List;
import java.util.Optional;

/**
 * A range of versions as npm reads it: alternatives, each a list of bounds that all have to hold.
 *
 * @param alternatives an empty list of bounds admits every release
 */
public record Range(List<List<Bound>> alternatives) {
  public Range {
    alternatives = List.copyOf(alternatives);
  }

  /** Read loosely, as npm reads requirements. */
  public static Optional<Range> of(String text) {
    return of(text, true, false);
  }

  /**
   * Reads a range.
   *
   * @param loose whether what is no comparison is passed over, and versions are read loosely
   * @param prereleases whether pre-releases count like any version
   * @return empty for what is no range
   */
  public static Optional<Range> of(String text, boolean loose, boolean prereleases) {
    return new RangeReader(loose, prereleases).read(text);
  }

  /** Whether a pre-release is admitted only by a bound that names one of the same version. */
  public boolean admits(Version version) {
    return admits(version, false);
  }

  /**
   * @param prereleases whether pre-releases count like any version
   */
  public boolean admits(Version version, boolean prereleases) {
    for (List<Bound> bounds : alternatives) {
      if (all(bounds, version) && (prereleases || named(bounds, version))) {
        return true;
      }
    }
    return false;
  }

  private static boolean all(List<Bound> bounds, Version version) {
    for (Bound bound : bounds) {
      if (!bound.admits(version)) {
        return false;
      }
    }
    return true;
  }

  private static boolean named(List<Bound> bounds, Version version) {
    if (version.prerelease().isEmpty()) {
      return true;
    }
    for (Bound bound : bounds) {
      if (!bound.version().prerelease().isEmpty() && bound.version().sameCore(version)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it admits one version only. */
  public boolean exact() {
    return alternatives.size() == 1
        && alternatives.get(0).size() == 1
        && alternatives.get(0).get(0).operator() == Bound.Operator.EQUAL;
  }
}
