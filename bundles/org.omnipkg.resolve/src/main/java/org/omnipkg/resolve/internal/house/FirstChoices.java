package org.omnipkg.resolve.internal.house;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Tie;

/**
 * The releases that would be taken first of what was asked for, and what becomes of them. One may
 * be ruled out only since sources are left out that it needs: an older one will often do as well,
 * but nobody means an old one that has to be built itself, or a pre-release.
 */
final class FirstChoices {
  private final Search search;
  private final @Nullable Variable runtime;
  private final Predicate<PackageName> open;
  private final Set<PackageName> asked = new HashSet<>();
  private final Map<Candidates, Integer> first = new LinkedHashMap<>();

  /**
   * @param open whether sources of a name are left out that may be let in
   */
  FirstChoices(Ground ground, Pool pool, Search search, Predicate<PackageName> open) {
    this.search = search;
    this.runtime = pool.runtime().orElse(null);
    this.open = open;
    ground.problem().roots().stream()
        .filter(root -> root.tie() != Tie.CONSTRAINS)
        .map(Dependency::target)
        .forEach(asked::add);
  }

  /** Takes note of a release that is to be tried, if it is the first of what was asked for. */
  void tried(Candidates candidates, int release) {
    if (asked.contains(candidates.name())) {
      first.putIfAbsent(candidates, release);
    }
  }

  /** Why one of them cannot be, if sources that were left out are to blame. */
  Optional<Clause> lost() {
    for (Map.Entry<Candidates, Integer> one : first.entrySet()) {
      Variable variable = one.getKey().variable();
      if (search.trail().decided(variable) < 0
          && search.trail().lost(variable, one.getValue()) != null) {
        Clause against = search.against(variable, one.getValue(), runtime);
        if (against != null && blamesSources(against)) {
          return Optional.of(against);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether one that is ready gave way to one to be built, or to a pre-release. */
  boolean arePoorlyReplaced() {
    return first.entrySet().stream().anyMatch(one -> isPoor(one.getKey(), one.getValue()));
  }

  private boolean isPoor(Candidates candidates, int release) {
    int chosen = search.trail().decided(candidates.variable());
    return chosen >= 0
        && chosen != release
        && candidates.fit(release).ready() != 0
        && (candidates.fit(chosen).ready() == 0
            || candidates.release(chosen).prerelease()
                && !candidates.release(release).prerelease());
  }

  private boolean blamesSources(Clause clause) {
    return Blame.of(clause).unbuilt().stream()
        .anyMatch(name -> !asked.contains(name) && open.test(name));
  }
}
