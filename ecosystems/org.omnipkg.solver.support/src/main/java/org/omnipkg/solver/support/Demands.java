package org.omnipkg.solver.support;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Versions;

/**
 * What several requirements together leave of a listing.
 *
 * @param exact whether one of them names a version: only then may a withdrawn one be taken (PEP
 *     592)
 */
public record Demands(BitSet admitted, boolean exact) {
  static Demands on(PackageName name, Listing listing, Problem problem, Facts facts) {
    List<Dependency> all =
        Stream.concat(problem.roots().stream(), problem.constraints().stream())
            .filter(d -> d.target().equals(name) && d.direct().isEmpty())
            .filter(d -> d.when().holds(problem.target()))
            .toList();
    return of(all, listing, facts.ecosystem(problem.ecosystem()).versions());
  }

  public static Demands of(List<Dependency> all, Listing listing, Versions versions) {
    BitSet admitted = new BitSet();
    admitted.set(0, listing.releases().size());
    boolean exact = false;
    for (Dependency dependency : all) {
      Versions.Choice choice = versions.select(dependency.range(), listing);
      BitSet taken = (BitSet) choice.admitted().clone();
      taken.or(choice.lastResort());
      admitted.and(taken);
      exact |= choice.exact();
    }
    return new Demands(admitted, exact);
  }
}
