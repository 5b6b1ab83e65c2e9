package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Target;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;

/**
 * What one command asks for on a target. Several versions of a name, each named exactly: the last
 * is to be active, the others are to be kept.
 *
 * @param active what is to hold of the active set
 * @param kept versions to be kept beside it
 */
record Asked(List<Words.Demand> active, List<Words.Demand> kept) {
  /** Where a word stands that an earlier command named. */
  static final String EARLIER = "asked for earlier";

  Asked {
    active = List.copyOf(active);
    kept = List.copyOf(kept);
  }

  static Asked of(List<Words.Demand> demands, Target target, Languages languages) {
    List<Words.Demand> active = new ArrayList<>();
    List<Words.Demand> kept = new ArrayList<>();
    for (List<Words.Demand> group : byName(demands).values()) {
      List<Words.Demand> here = group.stream().filter(one -> holds(one, target)).toList();
      List<Words.Demand> others = others(here, languages);
      kept.addAll(others);
      group.stream().filter(one -> !others.contains(one)).forEach(active::add);
    }
    return new Asked(active, kept);
  }

  /** All but the last, when each names one version. */
  private static List<Words.Demand> others(List<Words.Demand> group, Languages languages) {
    if (group.size() < 2 || !group.stream().allMatch(one -> isOne(one.dependency(), languages))) {
      return List.of();
    }
    return group.subList(0, group.size() - 1);
  }

  /** Whether a requirement names one version. */
  static boolean isOne(Dependency wanted, Languages languages) {
    if (wanted.direct().isPresent()) {
      return true;
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(wanted.target().ecosystem())) {
      Listing none = Listing.empty(wanted.target());
      return lease.service().versions().select(wanted.range(), none).exact();
    }
  }

  static boolean holds(Words.Demand demand, Target target) {
    return demand.dependency().when().holds(target);
  }

  Set<PackageName> names() {
    return active.stream().map(one -> one.dependency().target()).collect(Collectors.toSet());
  }

  /**
   * What was asked before, with what is asked now in the place of the same name. Words that mean
   * another runtime only do not take the place of anything.
   */
  List<Words.Demand> over(List<String> roots, Target target, Languages languages) {
    Map<PackageName, List<Words.Demand>> all =
        byName(roots.stream().map(text -> Words.demand(text, EARLIER, languages)).toList());
    byName(active)
        .forEach(
            (name, group) -> {
              if (!all.containsKey(name) || group.stream().anyMatch(one -> holds(one, target))) {
                all.put(name, group);
              }
            });
    return all.values().stream().flatMap(List::stream).toList();
  }

  private static Map<PackageName, List<Words.Demand>> byName(List<Words.Demand> demands) {
    return demands.stream()
        .collect(
            Collectors.groupingBy(
                one -> Aliases.name(one.dependency()), LinkedHashMap::new, Collectors.toList()));
  }
}
