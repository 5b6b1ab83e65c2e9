package org.omnipkg.resolve.internal.house;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;

/** Every solution of a problem on paper, found by trying each release of whatever is needed. */
final class Everything {
  private final PaperWorld world;
  private final Problem problem;
  private final boolean sources;

  /** A set of releases, on a runtime. */
  record Found(String runtime, Map<PackageName, String> chosen) {}

  /**
   * @param sources whether what was not built yet may be taken
   */
  Everything(PaperWorld world, Problem problem, boolean sources) {
    this.world = world;
    this.problem = problem;
    this.sources = sources;
  }

  List<Found> all() {
    List<Found> all = new ArrayList<>();
    List<Runtime> runtimes =
        problem.runtimes().isEmpty() ? problem.target().runtimes() : problem.runtimes();
    for (Runtime runtime : runtimes) {
      search(new HashMap<>(), runtime.version(), all);
    }
    return all;
  }

  private void search(Map<PackageName, String> chosen, String runtime, List<Found> all) {
    Walk walk = new Walk(chosen, runtime);
    if (!walk.fits) {
      return;
    }
    PackageName next = walk.missing;
    if (next == null) {
      all.add(new Found(runtime, Map.copyOf(chosen)));
      return;
    }
    for (Release release : world.releases(next).releases()) {
      if (usable(release, on(runtime))) {
        chosen.put(next, release.pin().version());
        search(chosen, runtime, all);
        chosen.remove(next);
      }
    }
  }

  private Target on(String runtime) {
    return new Target(problem.target().platform(), List.of(PaperWorld.runtime(runtime)));
  }

  private boolean usable(Release release, Target on) {
    Artifact file = release.artifacts().get(0);
    return problem.built().containsKey(release.pin())
        || (sources || !file.format().equals(Candidates.SOURCE)) && release.usable().holds(on);
  }

  boolean takes(String range, Pin pin) {
    Set<String> named = range.isEmpty() ? Set.of() : Set.of(range.split(" "));
    Release release = world.releases(pin.name()).find(pin.version()).orElseThrow();
    return (named.isEmpty() || named.contains(pin.version()))
        && (release.withdrawn().isEmpty() || named.size() == 1 || namedByUser(pin));
  }

  private boolean namedByUser(Pin pin) {
    return ranges(pin.name()).contains(pin.version());
  }

  /** What the user says of a name. */
  List<String> ranges(PackageName name) {
    String override = problem.overrides().get(name.name());
    List<String> ranges = new ArrayList<>();
    for (Dependency root : problem.roots()) {
      if (root.target().equals(name)) {
        ranges.add(override == null ? root.range() : override);
      }
    }
    for (Dependency constraint : problem.constraints()) {
      if (constraint.target().equals(name)) {
        ranges.add(constraint.range());
      }
    }
    if (override != null) {
      ranges.add(override);
    }
    return ranges;
  }

  /** One walk through what a choice needs. */
  private final class Walk {
    private final Map<PackageName, String> chosen;
    private final Target target;
    private final Set<String> seen = new HashSet<>();
    private final List<Asked> open = new ArrayList<>();
    private boolean fits = true;
    private @Nullable PackageName missing;

    private record Asked(Optional<Pin> by, Dependency need) {}

    Walk(Map<PackageName, String> chosen, String runtime) {
      this.chosen = chosen;
      this.target = on(runtime);
      problem.roots().forEach(root -> open.add(new Asked(Optional.empty(), root)));
      problem.constraints().forEach(one -> open.add(new Asked(Optional.empty(), one)));
      List<Asked> limits = new ArrayList<>();
      while (!open.isEmpty() && fits) {
        Asked asked = open.remove(0);
        if (!asked.need().when().holds(target)) {
          continue;
        }
        if (asked.need().tie() == Tie.CONSTRAINS) {
          limits.add(asked);
        } else if (asked.need().target().ecosystem().equals(Ground.RUNTIME)) {
          fits = Set.of(asked.need().range().split(" ")).contains(runtime);
        } else {
          follow(asked);
        }
      }
      for (Asked limit : limits) {
        fits &= !chosen.containsKey(limit.need().target()) || takes(limit);
      }
    }

    private boolean takes(Asked asked) {
      PackageName name = asked.need().target();
      Map<String, String> overrides = problem.overrides();
      String range = overrides.getOrDefault(name.name(), asked.need().range());
      if (asked.by().isPresent()) {
        String key = asked.by().get().name().name() + ">" + name.name();
        range = overrides.getOrDefault(key, range);
      } else if (problem.constraints().contains(asked.need())) {
        range = asked.need().range();
      }
      return Everything.this.takes(range, new Pin(name, chosen.get(name)));
    }

    private void follow(Asked asked) {
      PackageName name = asked.need().target();
      String version = chosen.get(name);
      if (version == null) {
        missing = missing == null ? name : missing;
        return;
      }
      fits = takes(asked);
      Pin pin = new Pin(name, version);
      follow(pin, "");
      asked.need().features().forEach(feature -> follow(pin, feature));
    }

    private void follow(Pin pin, String feature) {
      if (seen.add(pin + "[" + feature + "]")) {
        List<Dependency> needs = new ArrayList<>(world.declared(pin, feature));
        if (feature.isEmpty()) {
          needs.addAll(world.overlay(pin));
        }
        needs.forEach(need -> open.add(new Asked(Optional.of(pin), need)));
      }
    }
  }
}
