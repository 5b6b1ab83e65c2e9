package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      Attempt attempt = new Attempt(ground, places, sources, desk.progress());
      failure = attempt.run();
      if (failure.isEmpty()) {
        return new Closing(ground, attempt).outcome();
      }
      Blame blame = Blame.of(failure.get());
      if (!sources.addAll(buildable(blame.unbuilt(), problem))) {
        return unsolvable(failure.get(), blame, ground);
      }
      // the next ones to blame for the same: names that are fixed to what is there as source only
      sources.addAll(buildable(attempt.fixedToSources(), problem));
    }
    return unsolvable(failure.orElseThrow(), Blame.of(failure.orElseThrow()), ground);
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
