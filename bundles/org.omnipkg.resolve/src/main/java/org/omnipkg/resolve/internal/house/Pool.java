package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;

/** The packages of one attempt, each looked up when it is met first; the extras; the runtime. */
final class Pool {
  /** Value of an extra that is wanted. */
  static final int WANTED = 0;

  private static final String OFFLINE = "fetch.offline";

  private final Ground ground;
  private final Places places;
  private final Set<PackageName> sources;
  private final Map<PackageName, Candidates> packages = new LinkedHashMap<>();
  private final List<Extra> extras = new ArrayList<>();
  private final Optional<Variable> runtime;
  private int variables;

  /** An extra of a package, as a variable. */
  record Extra(Candidates of, String name, Variable variable) {}

  /** The subject of an extra's variable. */
  record ExtraOf(Candidates of, String name) {
    @Override
    public String toString() {
      return of + "[" + name + "]";
    }
  }

  /**
   * @param sources names that may be built
   */
  Pool(Ground ground, Places places, Set<PackageName> sources) {
    this.ground = ground;
    this.places = places;
    this.sources = sources;
    int many = ground.targets().size();
    this.runtime =
        many == 1
            ? Optional.empty()
            : Optional.of(
                new Variable(variables++, many, Bits.below(many, many), -1, Ground.RUNTIME));
  }

  /** What runtime is taken, where there is a choice. */
  Optional<Variable> runtime() {
    return runtime;
  }

  Collection<Candidates> packages() {
    return packages.values();
  }

  List<Extra> extras() {
    return extras;
  }

  boolean knows(PackageName name) {
    return packages.containsKey(name);
  }

  Candidates of(PackageName name) {
    Candidates known = packages.get(name);
    if (known == null) {
      known = look(name);
      packages.put(name, known);
    }
    return known;
  }

  private Candidates look(PackageName name) {
    Wares wares = places.named(name).orElseGet(() -> Wares.of(listing(name), ground));
    int many = wares.listing().releases().size();
    Bits all = Bits.of(wares.exists(), many + 1).with(many);
    Variable variable = new Variable(variables++, many + 1, all, many, name.name());
    return new Candidates(ground, wares, variable, sources.contains(name));
  }

  /** Without the network, what was never seen is not there. */
  private Listing listing(PackageName name) {
    try {
      return ground.facts().releases(name);
    } catch (Refusal refusal) {
      Diagnostic why = refusal.diagnostic();
      if (why.code().equals(OFFLINE)) {
        return Listing.empty(name);
      }
      throw refusal;
    }
  }

  Variable extra(Candidates of, String name) {
    return of.extras()
        .computeIfAbsent(
            name,
            key -> {
              Variable variable =
                  new Variable(variables++, 2, Bits.below(2, 2), 1, new ExtraOf(of, key));
              extras.add(new Extra(of, key, variable));
              return variable;
            });
  }
}
