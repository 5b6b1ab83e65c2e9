package org.omnipkg.solver.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Facts;

/** Gives a foreign tool's reasons their headline, and the requests back their own words. */
final class Quarrel {
  /** Statement of a leaf that is a request of the user. */
  static final String ASKED = "you asked for";

  private final Problem problem;
  private final Facts facts;

  Quarrel(Problem problem, Facts facts) {
    this.problem = problem;
    this.facts = facts;
  }

  Derivation of(List<Derivation> leaves) {
    List<Derivation> told = new ArrayList<>();
    Map<PackageName, Integer> demands = new LinkedHashMap<>();
    for (Derivation leaf : leaves) {
      Optional<Dependency> read = read(leaf.demand());
      read.ifPresent(dependency -> demands.merge(dependency.target(), 1, Integer::sum));
      told.add(
          leaf.statement().equals(ASKED) && read.isPresent()
              ? Derivation.leaf(leaf.statement(), asTyped(read.get(), leaf.demand()))
              : leaf);
    }
    return new Derivation(headline(demands), "", told.stream().distinct().toList());
  }

  private static String headline(Map<PackageName, Integer> demands) {
    return demands.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .max(Map.Entry.comparingByValue())
        .map(
            entry ->
                "`"
                    + entry.getKey().name()
                    + "` cannot satisfy "
                    + (entry.getValue() == 2 ? "both requests" : "every request"))
        .orElse("the requests cannot be satisfied together");
  }

  private String asTyped(Dependency read, String demand) {
    List<Dependency> same =
        java.util.stream.Stream.concat(problem.roots().stream(), problem.constraints().stream())
            .filter(root -> root.target().equals(read.target()))
            .toList();
    return same.stream()
        .filter(root -> root.range().replace(" ", "").equals(read.range().replace(" ", "")))
        .findFirst()
        .or(() -> same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty())
        .map(Dependency::text)
        .orElse(demand);
  }

  private Optional<Dependency> read(String demand) {
    if (demand.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(facts.ecosystem(problem.ecosystem()).grammar().parse(demand));
    } catch (Refusal notARequirement) {
      return Optional.empty();
    }
  }
}
