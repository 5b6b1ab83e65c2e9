package org.omnipkg.ecosystem.python.internal.requirement;

import java.net.URI;
import java.util.Optional;
import java.util.SortedSet;
import org.omnipkg.ecosystem.python.internal.version.SpecifierSet;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/**
 * A requirement of PEP 508, or a wheel or source archive named by its place.
 *
 * @param name normalized
 * @param extras normalized
 * @param text verbatim
 */
public record Requirement(
    String name,
    SortedSet<String> extras,
    SpecifierSet range,
    Optional<URI> direct,
    Marker marker,
    String text) {

  /** As a dependency, its marker read for one extra wanted (empty for none). */
  public Dependency dependency(String extra, Tie tie) {
    Marker rest = marker.withExtra(extra);
    return new Dependency(
        new PackageName("python", name),
        range.toString(),
        extras,
        "",
        tie,
        Role.RUN,
        rest.equals(Marker.TRUE) ? Condition.ALWAYS : rest,
        direct,
        text);
  }
}
