package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Target;

/** One search for a solution, from the requests to the last decision. */
final class Attempt {
  /** Releases tried of a name, after which the next ones are fetched in batches. */
  private static final int PATIENCE = 5;

  private final Ground ground;
  private final Pool pool;
  private final Progress progress;
  private final Priorities priorities = new Priorities();
  private final Search search = new Search(priorities);
  private final Trail trail = search.trail();
  private final Needs needs;
  private final Ahead ahead;
  private final FirstChoices firstChoices;
  private @Nullable Clause failure;

  /**
   * @param sources names that may be built
   * @param open others that might be let in too
   */
  Attempt(
      Ground ground,
      Places places,
      Set<PackageName> sources,
      Predicate<PackageName> open,
      Progress progress) {
    this.ground = ground;
    this.progress = progress;
    this.pool = new Pool(ground, places, sources);
    this.needs = new Needs(ground, pool, places, search, priorities);
    this.ahead = new Ahead(ground, trail);
    this.firstChoices = new FirstChoices(ground, pool, search, open);
  }

  /**
   * The clause without terms that shows there is no solution, or the one that sources which may be
   * let in are to blame for; empty when there is a solution.
   */
  Optional<Clause> run() {
    for (Clause clause : needs.asked()) {
      if (clause.size() == 0) {
        return Optional.of(clause);
      }
      for (int i = 0; i < clause.size() && failure == null; i++) {
        propagate(clause.variable(i));
      }
    }
    while (failure == null && step()) {
      progress.checkpoint();
    }
    return Optional.ofNullable(failure);
  }

  /** Whether something asked for is there in a release that nobody would choose by himself. */
  boolean isPoor() {
    return firstChoices.arePoorlyReplaced();
  }

  Needs needs() {
    return needs;
  }

  Pool pool() {
    return pool;
  }

  /** The runtime decided on, as a place in {@link Ground#targets()}. */
  int runtime() {
    return pool.runtime().map(trail::decided).orElse(0);
  }

  /** Names of which requests and constraints leave nothing but what must be built. */
  Set<PackageName> fixedToSources() {
    Set<PackageName> names = new HashSet<>();
    for (Candidates candidates : pool.packages()) {
      if (candidates.isFixedToSources()) {
        names.add(candidates.name());
      }
    }
    return names;
  }

  /** The releases decided on, by name. */
  Map<PackageName, Integer> chosen() {
    Map<PackageName, Integer> chosen = new TreeMap<>();
    for (Candidates candidates : pool.packages()) {
      Variable variable = candidates.variable();
      if (trail.wanted(variable)) {
        chosen.put(candidates.name(), trail.decided(variable));
      }
    }
    return chosen;
  }

  private void propagate(Variable variable) {
    Clause failed = search.propagate(variable);
    failure = failed == null ? failure : failed;
    priorities.reorder(trail);
    if (failure == null) {
      failure = firstChoices.lost().orElse(null);
    }
  }

  /** One decision, or one reason against it; false when nothing is left to decide. */
  private boolean step() {
    if (lateExtras()) {
      return true;
    }
    Variable runtime = pool.runtime().orElse(null);
    if (runtime != null && trail.decided(runtime) < 0) {
      trail.decide(runtime, trail.now(runtime).next(0));
      propagate(runtime);
      return true;
    }
    Optional<Candidates> next = priorities.next(trail);
    if (next.isEmpty()) {
      return false;
    }
    ahead.look(pool.packages());
    decide(next.get());
    return true;
  }

  /** An extra that became wanted after its package was decided. */
  private boolean lateExtras() {
    for (Pool.Extra extra : pool.extras()) {
      int release = trail.decided(extra.of().variable());
      if (release >= 0
          && trail.wanted(extra.variable())
          && !needs.knows(extra.of(), release, extra.name())) {
        needs.of(extra.of(), release, extra.name());
        propagate(extra.of().variable());
        return true;
      }
    }
    return false;
  }

  private void decide(Candidates candidates) {
    Variable variable = candidates.variable();
    Bits among = variable.present(trail.now(variable));
    int release = choose(candidates, among);
    if (release < 0) {
      propagate(variable);
      return;
    }
    if (passOver(candidates, among, release)) {
      return;
    }
    ahead.tried(candidates, among);
    priorities.tried(candidates);
    firstChoices.tried(candidates, release);
    List<Clause> clauses = new ArrayList<>(needs.of(candidates, release, ""));
    for (Map.Entry<String, Variable> extra : Map.copyOf(candidates.extras()).entrySet()) {
      if (trail.wanted(extra.getValue())) {
        clauses.addAll(needs.of(candidates, release, extra.getKey()));
      }
    }
    Clause against = null;
    for (Clause clause : clauses) {
      if (against == null && search.wouldBreak(clause, variable, release)) {
        against = clause;
      }
    }
    if (against == null) {
      trail.decide(variable, release);
    } else {
      priorities.between(variable, against);
    }
    propagate(variable);
  }

  private Target target() {
    return ground.targets().get(runtime());
  }

  /** The release to try; -1 when none of them can be used, each having been ruled out. */
  private int choose(Candidates candidates, Bits among) {
    long here = 1L << runtime();
    Bits left = among;
    while (!left.isEmpty()) {
      int release = candidates.best(left, target());
      if (release >= 0 && (candidates.allowed(release) & here) != 0) {
        return release;
      }
      Bits usable = left;
      for (int i = left.last(); i >= 0; i = left.previous(i - 1)) {
        if ((candidates.allowed(i) & here) == 0) {
          exclude(candidates, i);
          usable = usable.without(i);
        }
      }
      left = usable;
    }
    return -1;
  }

  /**
   * What is newer and would fit but for the runtime it asks for counts as a quarrel with what holds
   * without any decision: a package that has moved on from this runtime is better decided early.
   *
   * @return whether decisions were taken back for that
   */
  private boolean passOver(Candidates candidates, Bits among, int release) {
    boolean more = false;
    for (int i = among.last(); i > release; i = among.previous(i - 1)) {
      if (candidates.fit(i).ready() == 0 && candidates.asksForAnotherRuntime(i)) {
        more |= priorities.passedOver(candidates, i);
      }
    }
    priorities.reorder(trail);
    int level = trail.met(candidates.variable());
    if (!more || level >= trail.level()) {
      return false;
    }
    trail.back(level);
    return true;
  }

  private void exclude(Candidates candidates, int release) {
    Candidates.Fit fit = candidates.fit(release);
    boolean unbuilt = fit.ready() == 0 && fit.built() != 0;
    needs.exclude(
        candidates,
        release,
        candidates.allowed(release),
        unbuilt ? new Reason.Unbuilt(candidates) : new Reason.Unfit(candidates, ""));
  }

  /** Has facts fetched that will be asked for next, and no others. */
  private static final class Ahead {
    private final Ground ground;
    private final Trail trail;
    private final Map<PackageName, Integer> tried = new TreeMap<>();
    private final Set<PackageName> announced = new java.util.HashSet<>();

    Ahead(Ground ground, Trail trail) {
      this.ground = ground;
      this.trail = trail;
    }

    void look(Iterable<Candidates> packages) {
      for (Candidates candidates : packages) {
        Variable variable = candidates.variable();
        if (!announced.contains(candidates.name())
            && trail.wanted(variable)
            && trail.decided(variable) < 0) {
          announced.add(candidates.name());
          Bits among = variable.present(trail.now(variable));
          int likely = candidates.best(among, ground.targets().get(0));
          if (likely >= 0 && candidates.fit(likely).ready() != 0) {
            BitSet one = new BitSet();
            one.set(likely);
            ground.facts().soon(candidates.name(), one);
          }
        }
      }
    }

    void tried(Candidates candidates, Bits among) {
      int times = tried.merge(candidates.name(), 1, Integer::sum);
      if (times % PATIENCE == 0) {
        BitSet next = new BitSet();
        int left = 2 * times;
        for (int i = among.last(); i >= 0 && left > 0; i = among.previous(i - 1), left--) {
          next.set(i);
        }
        ground.facts().walking(candidates.name(), next);
      }
    }
  }
}
