package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/**
 * What a solve stands on: the problem, the facts, and the runtimes that may be taken, each as a bit
 * of a mask.
 */
final class Ground {
  /** Ecosystem of the names of runtimes. */
  static final String RUNTIME = "runtime";

  private static final int MOST = 62;

  private final Problem problem;
  private final Facts facts;
  private final Ecosystem ecosystem;
  private final List<Runtime> runtimes;
  private final List<Target> targets = new ArrayList<>();
  private final Outrider outrider = new Outrider(this);

  Ground(Problem problem, Facts facts) {
    this.problem = problem;
    this.facts = facts;
    this.ecosystem = facts.ecosystem(problem.ecosystem());
    List<Runtime> own =
        problem.target().runtime(problem.ecosystem()).map(List::of).orElse(List.of());
    List<Runtime> offered = problem.runtimes().isEmpty() ? own : problem.runtimes();
    this.runtimes = offered.subList(0, Math.min(offered.size(), MOST));
    runtimes.forEach(runtime -> targets.add(with(problem.target(), runtime)));
    if (targets.isEmpty()) {
      targets.add(problem.target());
    }
  }

  private static Target with(Target target, Runtime runtime) {
    List<Runtime> all = new ArrayList<>(target.runtimes());
    all.removeIf(other -> other.ecosystem().equals(runtime.ecosystem()));
    all.add(runtime);
    return new Target(target.platform(), all);
  }

  Problem problem() {
    return problem;
  }

  Facts facts() {
    return facts;
  }

  Ecosystem ecosystem() {
    return ecosystem;
  }

  /** Has facts fetched before they are asked for. */
  Outrider outrider() {
    return outrider;
  }

  /** The target with each runtime that may be taken; one at least. */
  List<Target> targets() {
    return targets;
  }

  /** The runtimes that may be taken, preferred first; empty where the language needs none. */
  List<Runtime> runtimes() {
    return runtimes;
  }

  /** A runtime that may be taken, as a package. */
  Pin runtime(int place) {
    Runtime runtime = runtimes.get(place);
    return new Pin(new PackageName(RUNTIME, runtime.ecosystem()), runtime.version());
  }

  long everywhere() {
    return (1L << targets.size()) - 1;
  }

  /** Where a condition holds. */
  long where(Condition condition) {
    if (condition == Condition.ALWAYS) {
      return everywhere();
    }
    long mask = 0;
    for (int i = 0; i < targets.size(); i++) {
      mask |= condition.holds(targets.get(i)) ? 1L << i : 0;
    }
    return mask;
  }

  /** Where a range takes the runtime of a language; another language's is the target's or none. */
  Optional<Long> where(String language, String range) {
    List<Runtime> asked =
        language.equals(problem.ecosystem())
            ? runtimes
            : problem.target().runtime(language).map(List::of).orElse(List.of());
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    long mask = 0;
    for (int i = 0; i < asked.size(); i++) {
      mask |= takes(range, language, asked.get(i).version()) ? 1L << i : 0;
    }
    boolean own = language.equals(problem.ecosystem());
    return Optional.of(own ? mask : mask == 0 ? 0 : everywhere());
  }

  /** Where the range that a release states takes the runtime; empty when nobody can read it. */
  Optional<Long> where(String range) {
    try {
      return where(problem.ecosystem(), range);
    } catch (Refusal unreadable) {
      return Optional.empty();
    }
  }

  private boolean takes(String range, String language, String version) {
    PackageName name = new PackageName(RUNTIME, language);
    Release release =
        new Release(
            new Pin(name, version),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            List.of());
    Listing listing = new Listing(name, List.of(release), Map.of(), Map.of(), "");
    var choice = facts.ecosystem(language).versions().select(range, listing);
    return choice.admitted().get(0) || choice.lastResort().get(0);
  }

  /** The range a request takes: its own, or the one that overrides it. */
  String range(Dependency root) {
    return problem.overrides().getOrDefault(root.target().name(), root.range());
  }

  /** Every range in which the user speaks of a name: of requests, constraints and an override. */
  Set<String> ranges(PackageName name) {
    Set<String> ranges = new LinkedHashSet<>();
    for (Dependency root : problem.roots()) {
      if (root.target().equals(name) && root.direct().isEmpty()) {
        ranges.add(range(root));
      }
    }
    for (Dependency constraint : problem.constraints()) {
      if (constraint.target().equals(name) && constraint.direct().isEmpty()) {
        ranges.add(constraint.range());
      }
    }
    Optional.ofNullable(problem.overrides().get(name.name())).ifPresent(ranges::add);
    return ranges;
  }

  boolean exists(Release release) {
    return problem.excludeNewer().isEmpty()
        || release.published().isEmpty()
        || !release.published().get().isAfter(problem.excludeNewer().get());
  }
}
