package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Refusal;

/** A place of the tree with the package that lies there; npm calls it a node. */
final class Place {
  final String name;
  private final @Nullable Pack pack;
  private final @Nullable Refusal failure;
  private final Map<String, Place> children = new LinkedHashMap<>();
  private final Map<String, Demand> out = new LinkedHashMap<>();
  private final Set<Demand> in = new LinkedHashSet<>();
  private final @Nullable Census census;
  private @Nullable Place parent;
  private @Nullable Overrides overrides;
  private @Nullable String location;
  private @Nullable String order;

  /** For a virtual root: the place it stands for. */
  @Nullable Place source;

  /** For a link: the place above that it leads to. */
  @Nullable Place target;

  private Place(
      String name,
      @Nullable Pack pack,
      @Nullable Refusal failure,
      @Nullable Census census,
      @Nullable Overrides overrides) {
    this.name = name;
    this.pack = pack;
    this.failure = failure;
    this.census = census;
    this.overrides = overrides;
    if (pack != null) {
      for (Need need : pack.needs()) {
        Demand demand = new Demand(this, need);
        out.put(need.name(), demand);
      }
    }
    if (census != null) {
      census.add(this);
      out.values().forEach(Demand::reload);
    }
  }

  /** The root of a tree. */
  static Place root(Pack pack, @Nullable Overrides overrides) {
    return new Place("", pack, null, new Census(), overrides);
  }

  /** A root with the demands of a place, to try out what would go along with it. */
  static Place virtual(Place of) {
    Place root = new Place("", of.pack, null, new Census(), of.overrides);
    root.source = of;
    return root;
  }

  static Place of(String name, Pack pack) {
    return new Place(name, pack, null, null, null);
  }

  /** Where nothing could be had. */
  static Place failed(String name, Refusal why) {
    return new Place(name, null, why, null, null);
  }

  /** A place that leads to the same package further up. */
  static Place link(String name, Place to) {
    Place link = new Place(name, null, null, null, null);
    link.target = to;
    return link;
  }

  /** The same package, not in any tree yet. */
  Place copy() {
    return new Place(name, pack, failure, null, overrides);
  }

  @Nullable Pack pack() {
    return target != null ? target.pack() : pack;
  }

  @Nullable Refusal failure() {
    return failure;
  }

  @Nullable Place parent() {
    return parent;
  }

  Map<String, Place> children() {
    return children;
  }

  Map<String, Demand> out() {
    return out;
  }

  Set<Demand> in() {
    return in;
  }

  @Nullable Overrides overrides() {
    return overrides;
  }

  boolean isTop() {
    return parent == null;
  }

  Place top() {
    Place top = this;
    while (top.parent != null) {
      top = top.parent;
    }
    return top;
  }

  int depth() {
    int depth = 0;
    for (Place place = parent; place != null; place = place.parent) {
      depth++;
    }
    return depth;
  }

  boolean below(Place other) {
    for (Place place = this; place != null; place = place.parent) {
      if (place == other) {
        return true;
      }
    }
    return false;
  }

  /** What a demand of this place finds under a name. */
  @Nullable Place resolve(String wanted) {
    for (Place place = this; place != null; place = place.parent) {
      Place child = place.children.get(wanted);
      if (child != null) {
        return child;
      }
    }
    return null;
  }

  /** Whether the same release lies there. */
  boolean matches(Place other) {
    if (this == other) {
      return true;
    }
    Pack mine = pack();
    Pack theirs = other.pack();
    return name.equals(other.name)
        && (target == null) == (other.target == null)
        && mine != null
        && theirs != null
        && mine.same(theirs);
  }

  boolean satisfies(Demand demand) {
    return demand.satisfiedBy(this);
  }

  /** Every place of this tree under a name. */
  Collection<Place> named(String wanted) {
    Census known = top().census;
    return known == null ? List.of() : known.places(wanted);
  }

  Collection<Place> all() {
    List<Place> all = new ArrayList<>();
    collect(this, all);
    return all;
  }

  private static void collect(Place place, List<Place> into) {
    into.add(place);
    place.children.values().forEach(child -> collect(child, into));
  }

  /** Puts it, and all below it, below another; what lay there under its name leaves. */
  void attach(Place under) {
    if (parent == under) {
      return;
    }
    detach();
    Place there = under.children.get(name);
    if (there != null) {
      there.detach();
    }
    parent = under;
    under.children.put(name, this);
    Census known = under.top().census;
    Collection<Place> family = all();
    for (Place place : family) {
      place.moved();
      if (known != null) {
        known.add(place);
      }
    }
    if (known != null) {
      known.demands(name).forEach(Demand::reload);
    }
    for (Place place : family) {
      new ArrayList<>(place.out.values()).forEach(Demand::reload);
    }
  }

  /** Takes it, and all below it, out of its tree. */
  void detach() {
    Place above = parent;
    if (above == null) {
      return;
    }
    Census known = top().census;
    if (above.children.get(name) == this) {
      above.children.remove(name);
    }
    parent = null;
    Collection<Place> family = all();
    for (Place place : family) {
      place.moved();
      if (known != null) {
        known.remove(place);
      }
    }
    if (known != null) {
      known.demands(name).forEach(Demand::reload);
    }
    for (Place place : family) {
      new ArrayList<>(place.out.values()).forEach(Demand::reload);
    }
  }

  /** Takes the place of another, with what lies below that one. */
  void replace(Place old) {
    Place above = old.parent;
    if (target == null) {
      new ArrayList<>(old.children.values()).forEach(kid -> kid.attach(this));
    }
    if (above != null) {
      old.detach();
      attach(above);
    }
  }

  void entered(Demand demand) {
    Overrides theirs = demand.overrides();
    if (overrides == null || !overrides.same(theirs)) {
      ruled(theirs);
    }
    in.add(demand);
  }

  void left(Demand demand, @Nullable Overrides theirs) {
    in.remove(demand);
    if (theirs == null || overrides == null || !overrides.same(theirs)) {
      return;
    }
    Overrides common = null;
    for (Demand other : in) {
      Overrides rule = other.overrides();
      common = common != null && rule != null ? rule.moreSpecific(common) : rule;
    }
    if (!overrides.same(common)) {
      overrides = common;
      reloadOut();
    }
  }

  /** Takes rules over from a demand that leads here. */
  void ruled(@Nullable Overrides theirs) {
    if (theirs == null || overrides != null && overrides.same(theirs)) {
      return;
    }
    Overrides common = overrides == null ? theirs : overrides.moreSpecific(theirs);
    if (common != null && !common.same(overrides)) {
      overrides = common;
      reloadOut();
    }
  }

  private void reloadOut() {
    for (Demand demand : new ArrayList<>(out.values())) {
      demand.reload();
      Place to = demand.to();
      if (to != null) {
        to.ruled(demand.overrides());
      }
    }
  }

  private void moved() {
    location = null;
    order = null;
  }

  /** {@code node_modules/a/node_modules/b}; empty for a root. */
  String location() {
    String known = location;
    if (known == null) {
      known =
          parent == null
              ? name
              : (parent.location().isEmpty() ? "" : parent.location() + "/")
                  + "node_modules/"
                  + name;
      location = known;
    }
    return known;
  }

  /** Two places are walked in the order of these. */
  String order() {
    String known = order;
    if (known == null) {
      known = Collation.key(location());
      order = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return pack == null || pack.pin().version().isEmpty() ? location() : pack.toString();
  }
}
