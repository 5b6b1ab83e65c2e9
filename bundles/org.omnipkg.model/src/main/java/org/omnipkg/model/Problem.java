package org.omnipkg.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be solved.
 *
 * @param ecosystem the language
 * @param roots the requests; one may be of {@code runtime:<language>}, which the runtime taken must
 *     fit: a solver that does not choose by it passes it over, and is asked again if it does not
 *     fit
 * @param constraints {@link Tie#CONSTRAINS} dependencies
 * @param target the runtime and platform chosen for it
 * @param preferred versions to keep where the requests allow (what is installed now)
 * @param prereleases whether pre-releases are welcome everywhere ({@code --pre})
 * @param excludeNewer releases after this instant do not exist, when given
 * @param hashes accepted digests per name, as {@code algorithm:hex}; a name in the map may be taken
 *     only from an artifact with one of them
 * @param built wheels already built from source for this solve, by pin
 * @param runtimes runtimes of the language that may be taken in place of the target's own, the
 *     preferred first; empty when that one is fixed. Whoever takes another says so with a node
 *     whose name is {@code runtime:<language>}
 * @param overrides ranges that replace whatever is demanded of a name, by its spelling; {@code a>b}
 *     means b where a demands it
 */
public record Problem(
    String ecosystem,
    List<Dependency> roots,
    List<Dependency> constraints,
    Target target,
    Map<PackageName, String> preferred,
    boolean prereleases,
    Optional<Instant> excludeNewer,
    Map<PackageName, List<String>> hashes,
    Map<Pin, Artifact> built,
    List<Runtime> runtimes,
    Map<String, String> overrides) {
  public Problem {
    roots = List.copyOf(roots);
    constraints = List.copyOf(constraints);
    preferred = Map.copyOf(preferred);
    hashes = Map.copyOf(hashes);
    built = Map.copyOf(built);
    runtimes = List.copyOf(runtimes);
    overrides = Map.copyOf(overrides);
  }

  /** For the target's own runtime, with nothing overridden. */
  public Problem(
      String ecosystem,
      List<Dependency> roots,
      List<Dependency> constraints,
      Target target,
      Map<PackageName, String> preferred,
      boolean prereleases,
      Optional<Instant> excludeNewer,
      Map<PackageName, List<String>> hashes,
      Map<Pin, Artifact> built) {
    this(
        ecosystem,
        roots,
        constraints,
        target,
        preferred,
        prereleases,
        excludeNewer,
        hashes,
        built,
        List.of(),
        Map.of());
  }
}
