package org.omnipkg.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every release of a name, ascending in the ecosystem's order. Bit i of a solver's set is {@code
 * releases.get(i)}.
 *
 * @param tags named releases (npm dist-tags): tag to version
 * @param manifests manifests the registry gave along with the listing
 * @param source label of the index that answered; empty when none knew the name
 */
public record Listing(
    PackageName name,
    List<Release> releases,
    Map<String, String> tags,
    Map<Pin, Manifest> manifests,
    String source) {
  public Listing {
    releases = List.copyOf(releases);
    tags = Map.copyOf(tags);
    manifests = LateMap.copy(manifests);
  }

  /** The answer for a name no index knows. */
  public static Listing empty(PackageName name) {
    return new Listing(name, List.of(), Map.of(), Map.of(), "");
  }

  /** The release of exactly this version, as the registry spells it. */
  public Optional<Release> find(String version) {
    return releases.stream().filter(r -> r.pin().version().equals(version)).findFirst();
  }
}
