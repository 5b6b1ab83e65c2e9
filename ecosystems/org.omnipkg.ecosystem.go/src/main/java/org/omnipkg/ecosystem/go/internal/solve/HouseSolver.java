package org.omnipkg.ecosystem.go.internal.solve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.requirement.RangeText;
import org.omnipkg.ecosystem.go.internal.settings.Defaults;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.ecosystem.go.internal.version.Semver;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/**
 * Minimal version selection: of each module the greatest version that somebody demands. Everything
 * a package of the requested modules can import becomes a root of the graph in its turn, as in the
 * go.mod that {@code go get} would write, until nothing changes any more.
 */
@ProvidesSolver(value = "house", ecosystem = "go")
@Component(property = {Ecosystem.ID + "=go", Solver.NAME + "=house"})
public final class HouseSolver implements Solver {
  private static final int MOST_ROUNDS = 20;

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    problem
        .target()
        .runtime("go")
        .filter(Runtime::here)
        .ifPresent(runtime -> learn(runtime.home(), desk));
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    Verified verified = new Verified(desk, files, GoSum.of(problem.constraints()));
    List<Root> roots = new Roots(problem, facts, files, verified, desk).all();
    try (Modules modules = modules(problem, verified)) {
      Selection selection = select(roots, floors(problem), modules);
      Optional<Derivation> conflict = conflict(roots, problem, selection);
      return conflict
          .map(Outcome::unsolvable)
          .orElseGet(() -> new Answering(problem, roots, selection.chosen(), modules).outcome());
    }
  }

  static Modules modules(Problem problem, Verified verified) {
    return new Modules(verified, replaced(problem), excluded(problem));
  }

  /** The whole build list of these modules: what {@code go list -m all} shows. */
  static Map<String, String> buildList(List<Version> roots, Modules modules) {
    return ModuleGraph.of(roots, modules).selected();
  }

  private static void learn(Path home, Desk desk) {
    if (Defaults.known(desk, List.of()).proxy().isEmpty()) {
      Defaults found = Defaults.of(home);
      if (!found.proxy().isEmpty()) {
        found.keep(desk);
      }
    }
  }

  /** Modules with their versions, and the graph they were found in. */
  record Selection(Set<String> needed, ModuleGraph graph) {
    List<Version> chosen() {
      return needed.stream()
          .filter(path -> !graph.selected(path).isEmpty())
          .sorted()
          .map(path -> new Version(path, graph.selected(path)))
          .toList();
    }
  }

  /**
   * @param floors least versions of modules that something else brings
   */
  static Selection select(List<Root> roots, Map<String, String> floors, Modules modules) {
    List<Version> asked = new ArrayList<>();
    roots.forEach(root -> asked.add(root.module()));
    ModuleGraph graph = ModuleGraph.of(asked, modules);
    Set<String> needed = graph.needed(asked);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Set<Version> all = new HashSet<>();
      for (String path : needed) {
        String least = floors.getOrDefault(path, "");
        String version = Semver.greater(graph.selected(path), least);
        if (!version.isEmpty()) {
          all.add(new Version(path, version));
        }
      }
      ModuleGraph next = graph.with(all);
      Set<String> then = next.needed(asked);
      boolean settled = then.equals(needed) && next.selected().equals(graph.selected());
      graph = next;
      needed = then;
      if (settled) {
        break;
      }
    }
    return new Selection(needed, graph);
  }

  private static Map<String, String> floors(Problem problem) {
    Map<String, String> floors = new HashMap<>();
    for (Dependency constraint : problem.constraints()) {
      RangeText.of(constraint.range())
          .flatMap(RangeText::least)
          .ifPresent(least -> floors.merge(constraint.target().name(), least, Semver::greater));
    }
    return floors;
  }

  private static Map<String, GoMod.Replace> replaced(Problem problem) {
    Map<String, GoMod.Replace> replaced = new HashMap<>();
    problem
        .overrides()
        .forEach(
            (path, by) -> {
              int at = by.indexOf('@');
              boolean other = at > 0;
              replaced.put(
                  path,
                  new GoMod.Replace(
                      path,
                      "",
                      other ? by.substring(0, at) : path.replaceFirst("@.*", ""),
                      other ? by.substring(at + 1) : by,
                      0));
            });
    return replaced;
  }

  private static Set<Version> excluded(Problem problem) {
    Set<Version> excluded = new HashSet<>();
    for (Dependency constraint : problem.constraints()) {
      RangeText.of(constraint.range()).stream()
          .flatMap(range -> range.comparisons().stream())
          .filter(comparison -> comparison.operator().equals("!="))
          .forEach(c -> excluded.add(new Version(constraint.target().name(), c.version())));
    }
    return excluded;
  }

  /** A version that was asked for and no other, or a constraint, against what somebody demands. */
  private static Optional<Derivation> conflict(
      List<Root> roots, Problem problem, Selection selection) {
    for (Root root : roots) {
      String selected = selection.graph.selected(root.module().path());
      if (root.fixed() && !selected.equals(root.module().version())) {
        return Optional.of(quarrel(root.asked().text(), root.module().path(), selected, selection));
      }
    }
    for (Dependency constraint : problem.constraints()) {
      String path = constraint.target().name();
      String selected = selection.graph.selected(path);
      boolean fits =
          RangeText.of(constraint.range()).filter(range -> range.admits(selected)).isPresent();
      if (selection.needed.contains(path) && !fits) {
        return Optional.of(quarrel(constraint.text(), path, selected, selection));
      }
    }
    return Optional.empty();
  }

  private static Derivation quarrel(
      String demand, String path, String selected, Selection selection) {
    Version by = selection.graph.demanding(path);
    String who = by == null ? "another request" : by.path() + " " + by.version();
    return new Derivation(
        "`" + path + "` would have to be two versions at once",
        "",
        List.of(
            Derivation.leaf("you asked for", demand),
            Derivation.leaf(who + " needs at least", path + "@" + selected)));
  }
}
