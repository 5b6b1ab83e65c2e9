package org.omnipkg.ecosystem.node.internal.tree;

import org.jspecify.annotations.Nullable;

/** A demand of one place on whatever lies under a name; npm calls it an edge. */
final class Demand {
  /** What may be wrong with it. */
  enum Fault {
    NONE,
    MISSING,
    /** A peer must not lie below the one who asks for it. */
    PEER_LOCAL,
    INVALID
  }

  final Place from;
  final Need need;
  private @Nullable Need replaced;
  private @Nullable Overrides overrides;
  private @Nullable Place to;
  private @Nullable Fault fault;
  boolean peerConflicted;

  Demand(Place from, Need need) {
    this.from = from;
    this.need = need;
  }

  String name() {
    return need.name();
  }

  boolean peer() {
    return need.peer();
  }

  boolean optional() {
    return need.optional();
  }

  boolean optionalPeer() {
    return need.peer() && need.optional();
  }

  @Nullable Place to() {
    return to;
  }

  @Nullable Overrides overrides() {
    return overrides;
  }

  /** What is demanded once overrides have spoken. */
  Need wanted() {
    Overrides rule = overrides;
    if (rule == null || !rule.replaces(name())) {
      return need;
    }
    Need known = replaced;
    if (known == null || !known.range().equals(rule.value())) {
      known = rule.apply(need);
      replaced = known;
    }
    return known;
  }

  boolean satisfiedBy(Place place) {
    if (!place.name.equals(name()) || place.pack() == null) {
      return place.name.equals(name()) && wanted().range().isEmpty();
    }
    Pack pack = place.pack();
    Overrides rule = overrides;
    if (wanted().admits(pack)) {
      return true;
    }
    // a rule for some versions alone leaves what it does not speak of as it was declared
    return rule != null
        && rule.keyRange() != null
        && need.admits(pack)
        && !need.withRange(rule.keyRange()).admits(pack);
  }

  boolean valid() {
    return fault() == Fault.NONE;
  }

  Fault fault() {
    Fault known = fault;
    if (known == null) {
      known = look();
      fault = known;
    }
    return known;
  }

  private Fault look() {
    if (to == null) {
      return optional() ? Fault.NONE : Fault.MISSING;
    }
    if (peer() && from == to.parent() && !from.isTop()) {
      return Fault.PEER_LOCAL;
    }
    if (!satisfiedBy(to)) {
      return Fault.INVALID;
    }
    boolean quarrel =
        overrides != null
            && to.overrides() != null
            && !to.out().isEmpty()
            && overrides.conflicts(to.overrides());
    return quarrel ? Fault.INVALID : Fault.NONE;
  }

  /** Looks again where it leads. */
  void reload() {
    fault = null;
    Overrides around = from.overrides();
    Overrides old = overrides;
    Overrides now = around == null ? null : around.rule(this);
    boolean changed = now == null ? old != null : !now.same(old);
    if (changed) {
      overrides = now;
    }
    Place next = from.resolve(name());
    if (next != to) {
      Place before = to;
      to = null;
      if (before != null) {
        before.left(this, old);
      }
      to = next;
      fault = null;
      if (next != null) {
        next.entered(this);
      }
    } else if (changed && next != null) {
      next.ruled(overrides);
    }
  }

  @Override
  public String toString() {
    return from + " > " + need.declared().text();
  }
}
