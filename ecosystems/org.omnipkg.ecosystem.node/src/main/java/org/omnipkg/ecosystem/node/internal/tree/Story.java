package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Why there is no tree, in words. */
final class Story {
  private static final int DEEPEST = 8;

  private Story() {}

  /** Who asks for what, when peers of the user's own set tear it. */
  static Derivation of(Torn torn) {
    Set<Derivation> leaves = new LinkedHashSet<>();
    Demand met = beside(torn);
    String name = met.name();
    Place there = met == torn.broken ? met.to() : null;
    if (there == null) {
      there = torn.asked.from.resolve(name);
    }
    leaves.add(leaf(torn.asked));
    if (there != null) {
      there.in().forEach(in -> leaves.add(leaf(in)));
    }
    leaves.add(leaf(met));
    for (Place along : List.of(torn.wanted, torn.along)) {
      along.out().values().stream()
          .filter(demand -> demand.name().equals(name))
          .forEach(demand -> leaves.add(leaf(demand)));
    }
    return new Derivation("`" + name + "` cannot satisfy every request", "", List.copyOf(leaves));
  }

  /** The demand that what lies there does not meet; it may be a peer's of what was to be placed. */
  private static Demand beside(Torn torn) {
    for (Place along : List.of(torn.along, torn.wanted)) {
      for (Demand peer : along.out().values()) {
        Place there = peer.peer() ? torn.asked.from.resolve(peer.name()) : null;
        if (there != null && !peer.satisfiedBy(there)) {
          return peer;
        }
      }
    }
    return torn.broken;
  }

  private static Derivation leaf(Demand demand) {
    Place from = demand.from.source != null ? demand.from.source : demand.from;
    boolean asked = from.isTop() && from.source == null && from.name.isEmpty();
    String text = demand.need.declared().text();
    return Derivation.leaf(
        asked ? "you asked for" : "`" + from + "` needs" + (demand.peer() ? " beside it" : ""),
        text);
  }

  /** A package that has to be there and cannot be had. */
  static Refusal needed(Place place) {
    Refusal failure = place.failure();
    if (failure == null) {
      throw new IllegalStateException("nothing failed at " + place.location());
    }
    Diagnostic why = failure.diagnostic();
    List<String> details = new ArrayList<>(why.details());
    String chain = chain(place);
    if (!chain.isEmpty()) {
      details.add(chain);
    }
    return new Refusal(why.with(details), failure);
  }

  /** The way from a request to a place: {@code needed by a@1, needed by b@2}. */
  static String chain(Place place) {
    StringBuilder text = new StringBuilder();
    Set<Place> seen = new LinkedHashSet<>();
    Place at = place;
    while (at != null && seen.add(at) && seen.size() < DEEPEST) {
      at = by(at);
      if (at != null) {
        text.append(text.isEmpty() ? "" : ", ").append("needed by ").append(at);
      }
    }
    return text.toString();
  }

  private static @Nullable Place by(Place place) {
    Place found = null;
    for (Demand in : place.in()) {
      if (in.from.isTop()) {
        return null;
      }
      if (found == null && !in.optional()) {
        found = in.from;
      }
    }
    return found;
  }
}
