package org.omnipkg.ecosystem.node.internal.tree;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a demand is answered with, together with all its peers, in a root of their own. */
final class PeerSets {
  private static final Comparator<Demand> BY_NAME =
      Comparator.comparing(Demand::name, Collation.ORDER);

  private final Picker picker;
  private final Place root;
  private final Map<Place, Place> virtual = new IdentityHashMap<>();

  PeerSets(Picker picker, Place root) {
    this.picker = picker;
    this.root = root;
  }

  /** The root made last for a place, or a new one. */
  Place known(Place of) {
    Place there = virtual.get(of);
    return there != null ? there : make(of);
  }

  private Place make(Place of) {
    Place made = Place.virtual(of);
    virtual.put(of, made);
    return made;
  }

  /**
   * A place for a demand, in a root with its peers.
   *
   * @param into the root, or null for a new one
   * @param second another demand on the same name that would like to be content too
   * @param required whoever must be there; grows
   */
  Place answer(Demand demand, @Nullable Place into, @Nullable Demand second, Set<Place> required) {
    Place roof = into != null ? into : make(demand.from);
    Place first = picker.pick(demand);
    first.attach(roof);
    Place other = null;
    if (second != null && !second.valid()) {
      other = picker.pick(second);
      other.attach(roof);
    }
    Place chosen = other != null && demand.valid() ? other : first;
    chosen.attach(roof);
    if (required.contains(demand.from) && !demand.optionalPeer()
        || second != null && required.contains(second.from) && !second.optionalPeer()) {
      required.add(chosen);
    }
    load(chosen, required);
    return chosen;
  }

  private void load(Place of, Set<Place> required) {
    List<Demand> peers =
        of.out().values().stream()
            .filter(demand -> demand.peer() && !(demand.valid() && demand.to() != null))
            .sorted(BY_NAME)
            .toList();
    for (Demand demand : peers) {
      Place roof = of.parent();
      if (roof == null) {
        return;
      }
      if (demand.to() != null && demand.valid()) {
        continue;
      }
      boolean bendable = roof.source != root;
      Demand above = roof.out().get(demand.name());
      Place there = demand.to();
      if (there == null) {
        if (above == null) {
          answer(demand, roof, null, required);
          continue;
        }
        Place dep = answer(above, roof, demand, required);
        if (demand.valid()) {
          continue;
        }
        if (bendable || !required.contains(dep)) {
          demand.peerConflicted = true;
          continue;
        }
        if (of.parent() == null) {
          return;
        }
        throw new Torn(above, dep, demand, of);
      }
      Place better = answer(demand, null, null, required);
      if (Replacing.possible(better, there)) {
        answer(demand, of.parent() == null ? roof : of.parent(), null, required);
      } else if (!bendable && required.contains(demand.from)) {
        throw new Torn(above == null ? demand : above, there, demand, better);
      }
    }
  }
}
