package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** A problem with one thing of it changed. */
final class Problems {
  private Problems() {}

  static Problem built(Problem problem, Map<Pin, Artifact> built) {
    return with(problem, problem.target(), built, problem.runtimes());
  }

  /** With a choice among these runtimes. */
  static Problem over(Problem problem, List<Runtime> runtimes) {
    return with(problem, problem.target(), problem.built(), runtimes);
  }

  /** For this runtime and no other. */
  static Problem on(Problem problem, Runtime runtime) {
    List<Runtime> runtimes = new ArrayList<>(problem.target().runtimes());
    runtimes.removeIf(other -> other.ecosystem().equals(runtime.ecosystem()));
    runtimes.add(runtime);
    Target target = new Target(problem.target().platform(), runtimes);
    return with(problem, target, problem.built(), List.of());
  }

  private static Problem with(
      Problem problem, Target target, Map<Pin, Artifact> built, List<Runtime> runtimes) {
    return new Problem(
        problem.ecosystem(),
        problem.roots(),
        problem.constraints(),
        target,
        problem.preferred(),
        problem.prereleases(),
        problem.excludeNewer(),
        problem.hashes(),
        built,
        runtimes,
        problem.overrides());
  }
}
