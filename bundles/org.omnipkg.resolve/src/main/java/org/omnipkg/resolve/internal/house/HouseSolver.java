package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/**
 * The house's own solver. Searches without sources that have to be built first; of the names whose
 * lack of anything else stands in the way of a solution they are let in then, and of no others.
 * What is a poor release of something asked for is not taken as long as sources may help its best
 * one.
 */
@Component(property = {"omnipkg.ecosystem=*", "omnipkg.solver=house"})
public final class HouseSolver implements Solver {
  private static final int MOST_ATTEMPTS = 60;

  /** Builds of one name, after which other sources of it are no longer tried. */
  private static final int MOST_BUILDS = 3;

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Ground ground = new Ground(problem, facts);
    Places places = new Places(ground);
    new Roots(ground, places, desk).check();
    if (!places.wanting().isEmpty()) {
      return Outcome.wanting(places.wanting());
    }
    Set<PackageName> sources = new HashSet<>();
    Optional<Clause> failure = Optional.empty();
    @Nullable Attempt poor = null;
    boolean insisting = false;
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      Predicate<PackageName> open =
          insisting
              ? name -> !sources.contains(name) && !buildable(Set.of(name), problem).isEmpty()
              : name -> false;
      Attempt attempt = new Attempt(ground, places, sources, open, desk.progress());
      failure = attempt.run();
      if (failure.isEmpty()) {
        if (insisting || !attempt.isPoor()) {
          return new Closing(ground, attempt).outcome();
        }
        poor = attempt;
        insisting = true;
        continue;
      }
      Blame blame = Blame.of(failure.get());
      Set<PackageName> more = buildable(blame.unbuilt(), problem);
      more.removeAll(sources);
      if (more.isEmpty()) {
        break;
      }
      sources.addAll(needed(more, problem));
      // the next ones to blame for the same: names that are fixed to what is there as source only
      sources.addAll(buildable(attempt.fixedToSources(), problem));
    }
    return poor != null
        ? new Closing(ground, poor).outcome()
        : unsolvable(failure.orElseThrow(), Blame.of(failure.orElseThrow()), ground);
  }

  /**
   * Those that something asked for needs, before those asked for themselves: else an old release of
   * one would be built where its newest is ready and only what that needs has to be built.
   */
  private static Set<PackageName> needed(Set<PackageName> unbuilt, Problem problem) {
    Set<PackageName> needed = new HashSet<>(unbuilt);
    problem.roots().forEach(root -> needed.remove(root.target()));
    return needed.isEmpty() ? unbuilt : needed;
  }

  private static Set<PackageName> buildable(Set<PackageName> names, Problem problem) {
    Map<PackageName, Integer> builds = new HashMap<>();
    problem.built().keySet().forEach(pin -> builds.merge(pin.name(), 1, Integer::sum));
    Set<PackageName> more = new HashSet<>(names);
    more.removeIf(name -> builds.getOrDefault(name, 0) >= MOST_BUILDS);
    return more;
  }

  /** What rests on a guess is confirmed before it is called unsolvable. */
  private static Outcome unsolvable(Clause failure, Blame blame, Ground ground) {
    List<Wanting> wanting = new ArrayList<>();
    for (Pin pin : blame.guesses()) {
      ground.facts().releases(pin.name()).find(pin.version()).stream()
          .flatMap(release -> release.artifacts().stream())
          .filter(artifact -> artifact.format().equals(Candidates.SOURCE))
          .findFirst()
          .ifPresent(
              source ->
                  wanting.add(
                      new Wanting(Wanting.BUILD, pin, source, "what it needs is only guessed")));
    }
    return wanting.isEmpty()
        ? Outcome.unsolvable(new Story(ground).of(failure))
        : Outcome.wanting(wanting);
  }
}
