package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Set;
import org.omnipkg.ecosystem.node.internal.semver.Version;

/** Whether one place may stand in for another. */
final class Replacing {
  private Replacing() {}

  static boolean possible(Place by, Place old) {
    return possible(by, old, Set.of());
  }

  /**
   * Whether all that ask for the old one are content with the other.
   *
   * @param ignored names whose peer demands do not count, since they are replaced too
   */
  static boolean possible(Place by, Place old, Set<String> ignored) {
    if (!by.name.equals(old.name) || !samePackage(by, old)) {
      return false;
    }
    if (!old.out().isEmpty()) {
      Overrides theirs = by.overrides();
      boolean equal = theirs == null ? old.overrides() == null : theirs.same(old.overrides());
      if (!equal) {
        return false;
      }
    }
    Set<Place> own = Sets.dependents(Set.of(old), demand -> demand.to() != old && demand.valid());
    for (Demand demand : old.in()) {
      boolean ignore =
          !old.isTop()
              && demand.from.parent() == old.parent()
              && demand.peer()
              && ignored.contains(demand.from.name);
      if (!ignore && !own.contains(demand.from) && !demand.satisfiedBy(by)) {
        return false;
      }
    }
    return true;
  }

  private static boolean samePackage(Place one, Place other) {
    Pack a = one.pack();
    Pack b = other.pack();
    return a != null && b != null && a.pin().name().equals(b.pin().name());
  }

  /** Whether a place is of no use, since another further up would do as well or better. */
  static boolean redundant(Place place, boolean preferDedupe) {
    Place above = place.parent();
    Place higher = above == null ? null : above.parent();
    if (higher == null) {
      return false;
    }
    if (place.in().isEmpty()) {
      return true;
    }
    Place other = higher.resolve(place.name);
    if (other == null) {
      return false;
    }
    if (other.matches(place)) {
      return true;
    }
    if (!possible(other, place)) {
      return false;
    }
    int order = compare(other, place);
    boolean overridden =
        place.in().stream().anyMatch(d -> d.wanted() != d.need && d.overrides() != null);
    return preferDedupe || order == 0 || order > 0 && !overridden;
  }

  /** Order of two versions; 0 for what has none. */
  static int compare(Place one, Place other) {
    Version a = version(one);
    Version b = version(other);
    return a == null || b == null ? 0 : a.compareTo(b);
  }

  static @org.jspecify.annotations.Nullable Version version(Place place) {
    Pack pack = place.pack();
    return pack == null ? null : pack.version();
  }
}
