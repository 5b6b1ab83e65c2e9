package org.omnipkg.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be solved.
 *
 * @param ecosystem the language
 * @param roots the requests
 * @param constraints {@link Tie#CONSTRAINS} dependencies
 * @param target the runtime and platform chosen for it
 * @param preferred versions to keep where the requests allow (what is installed now)
 * @param prereleases whether pre-releases are welcome everywhere ({@code --pre})
 * @param excludeNewer releases after this instant do not exist, when given
 * @param hashes accepted digests per name, as {@code algorithm:hex}; a name in the map may be taken
 *     only from an artifact with one of them
 * @param built wheels already built from source for this solve, by pin
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
    Map<Pin, Artifact> built) {
  public Problem {
    roots = List.copyOf(roots);
    constraints = List.copyOf(constraints);
    preferred = Map.copyOf(preferred);
    hashes = Map.copyOf(hashes);
    built = Map.copyOf(built);
  }
}
