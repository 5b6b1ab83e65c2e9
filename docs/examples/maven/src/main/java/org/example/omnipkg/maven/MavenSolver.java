package org.example.omnipkg.maven;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/**
 * What Maven would put on a class path: the requests are the direct dependencies of a project that
 * exists for this question only, and Maven's own library mediates below them.
 */
@ProvidesSolver(value = "house", ecosystem = "maven")
@Component(property = {Ecosystem.ID + "=maven", Solver.NAME + "=house"})
public final class MavenSolver implements Solver {
  private static final int SHOWN = 5;

  private final Versions versions = new MavenVersions();

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Map<Coordinates, List<Dependency>> asked = new LinkedHashMap<>();
    for (Dependency root : problem.roots()) {
      asked
          .computeIfAbsent(Coordinates.known(root.target().name()), of -> new ArrayList<>())
          .add(root);
    }
    Map<Coordinates, String> roots = new LinkedHashMap<>();
    for (Map.Entry<Coordinates, List<Dependency>> one : asked.entrySet()) {
      List<Dependency> demands = new ArrayList<>(one.getValue());
      PackageName name = demands.get(0).target();
      problem.constraints().stream().filter(c -> c.target().equals(name)).forEach(demands::add);
      String version = choose(name, demands, problem, facts, desk);
      if (version.isEmpty()) {
        return Outcome.unsolvable(quarrel(name, demands));
      }
      roots.put(one.getKey(), version);
    }
    Repositories repositories = new Repositories(desk);
    try (Collecting maven = new Collecting(repositories, desk)) {
      return Outcome.solved(
          new ClassPath(problem, asked, repositories)
              .resolution(maven.graph(roots, managed(problem, roots))));
    }
  }

  /** Versions that are fixed for whatever is needed below the requests. */
  private static Map<Coordinates, String> managed(Problem problem, Map<Coordinates, String> roots) {
    Map<Coordinates, String> managed = new LinkedHashMap<>();
    for (Dependency constraint : problem.constraints()) {
      managed.put(Coordinates.known(constraint.target().name()), constraint.range());
    }
    problem
        .overrides()
        .forEach((name, range) -> Coordinates.of(name).ifPresent(of -> managed.put(of, range)));
    managed.keySet().removeAll(roots.keySet());
    managed.values().removeIf(String::isEmpty);
    return managed;
  }

  /** The version of a request; empty when no version suits all that is said of it. */
  private String choose(
      PackageName name, List<Dependency> demands, Problem problem, Facts facts, Desk desk) {
    Listing listing = facts.releases(name);
    String override = problem.overrides().getOrDefault(name.name(), "");
    List<String> ranges =
        override.isEmpty()
            ? demands.stream().map(Dependency::range).filter(r -> !r.isEmpty()).distinct().toList()
            : List.of(override);
    BitSet among = new BitSet();
    among.set(0, listing.releases().size());
    BitSet rehearsals = (BitSet) among.clone();
    for (String range : ranges.isEmpty() ? List.of("") : ranges) {
      Versions.Choice choice = versions.select(range, listing);
      if (choice.exact() && choice.admitted().isEmpty()) {
        return hidden(name, range, listing, ranges, desk);
      }
      BitSet all = (BitSet) choice.admitted().clone();
      all.or(choice.lastResort());
      rehearsals.and(all);
      among.and(problem.prereleases() ? all : choice.admitted());
    }
    if (listing.releases().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.unknown-package",
              "no repository in force here knows `" + name.name() + "`",
              "check the group and the name"));
    }
    BitSet usable = among.isEmpty() ? rehearsals : among;
    if (usable.isEmpty() && ranges.size() == 1) {
      throw unknownVersion(name, ranges.get(0), listing);
    }
    String kept = problem.preferred().getOrDefault(name, "");
    for (int i = usable.nextSetBit(0); i >= 0; i = usable.nextSetBit(i + 1)) {
      if (listing.releases().get(i).pin().version().equals(kept)) {
        return kept;
      }
    }
    int best = versions.prefer(usable, listing, problem.target());
    return best < 0 ? "" : listing.releases().get(best).pin().version();
  }

  /** A version that its repository does not list. */
  private static String hidden(
      PackageName name, String version, Listing listing, List<String> ranges, Desk desk) {
    if (new MavenIndex().unlisted(new Pin(name, version), desk).isEmpty()) {
      if (listing.releases().isEmpty()) {
        throw new Refusal(
            Diagnostic.user(
                "resolve.unknown-package",
                "no repository in force here knows `" + name.name() + "`",
                "check the group and the name"));
      }
      throw unknownVersion(name, version, listing);
    }
    return ranges.size() == 1 ? version : "";
  }

  private static Refusal unknownVersion(PackageName name, String range, Listing listing) {
    List<Release> all = listing.releases();
    List<String> newest = new ArrayList<>();
    for (int i = all.size() - 1; i >= Math.max(0, all.size() - SHOWN); i--) {
      newest.add(all.get(i).pin().version());
    }
    return new Refusal(
        Diagnostic.user(
                "resolve.unknown-version",
                "`" + name.name() + "` has no version `" + range + "`",
                "")
            .with(List.of("newest versions: " + String.join(", ", newest))));
  }

  private static Derivation quarrel(PackageName name, List<Dependency> demands) {
    return new Derivation(
        "no version of `" + name.name() + "` suits all that is asked of it",
        "",
        demands.stream()
            .map(d -> Derivation.leaf("you asked for", d.text()))
            .distinct()
            .collect(Collectors.toList()));
  }
}
