package org.omnipkg.ecosystem.ruby.internal.bundler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.ruby.internal.grammar.RubyGrammar;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/**
 * Lets the bundler of the target's Ruby choose. It knows neither cut-off dates nor hashes nor
 * constraints: constraints that a first answer breaks are asked for together with the requests.
 */
@ProvidesSolver(value = "bundler", ecosystem = "ruby")
@Component(property = {"omnipkg.ecosystem=ruby", "omnipkg.solver=bundler"})
public final class BundlerSolver implements Solver {
  private static final int ROUNDS = 5;
  private static final String NETWORK =
      "(?s).*(Could not reach host|Could not fetch specs|HTTPError|Network error|"
          + "Authentication is required|Bad username or password).*";

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Runtime runtime = problem.target().runtime(RubyGrammar.ID).orElseThrow();
    if (runtime.fact("bundler_version").isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolver.runtime-unsupported",
              "ruby " + runtime.version() + " brings no bundler",
              "leave out `--resolver bundler`"));
    }
    List<Dependency> gems = new ArrayList<>(problem.roots());
    for (int round = 0; ; round++) {
      BundleLock.Said said = new BundleLock(runtime, desk).ask(gems, desk.sources(RubyGrammar.ID));
      if (said.lock().isEmpty()) {
        return unsolved(said.complaint());
      }
      LockedGems locked = LockedGems.read(said.lock().get());
      List<Dependency> broken = broken(problem, locked);
      if (broken.isEmpty() || round == ROUNDS) {
        return Outcome.solved(resolution(locked, problem, facts));
      }
      gems.addAll(broken);
    }
  }

  private static List<Dependency> broken(Problem problem, LockedGems locked) {
    return problem.constraints().stream()
        .filter(constraint -> constraint.when().holds(problem.target()))
        .filter(
            constraint -> {
              LockedGems.Chosen chosen = locked.gems().get(constraint.target().name());
              return chosen != null
                  && !GemRequirement.of(constraint.range()).admits(GemVersion.of(chosen.version()));
            })
        .toList();
  }

  private static Outcome unsolved(String complaint) {
    List<String> lines =
        complaint
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.matches("(Fetching|Resolving|from ).*"))
            .map(line -> line.replaceFirst("^\\S+:\\d+:in [`'][^']*': *", ""))
            .limit(20)
            .toList();
    if (complaint.matches(NETWORK) || lines.isEmpty()) {
      throw new Refusal(
          Diagnostic.outside("resolver.failed", "`bundler` found no answer", "").with(lines));
    }
    List<Derivation> leaves = lines.stream().map(line -> Derivation.leaf(line, "")).toList();
    return Outcome.unsolvable(new Derivation("bundler found no solution", "", leaves));
  }

  private static Resolution resolution(LockedGems locked, Problem problem, Facts facts) {
    Map<String, Release> chosen = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    locked
        .gems()
        .forEach(
            (name, gem) -> {
              Listing listing = facts.releases(new PackageName(RubyGrammar.ID, name));
              chosen.put(name, release(name, gem, listing, problem));
              sources.put(name, listing.source());
            });
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (Dependency root : problem.roots()) {
      if (chosen.containsKey(root.target().name())) {
        edges.add(edge("", root));
      }
    }
    chosen.forEach(
        (name, release) -> {
          Optional<Artifact> artifact =
              facts.ecosystem(RubyGrammar.ID).layout().choose(release, problem.target());
          nodes.add(
              new Node(
                  id(name), release.pin(), artifact, Set.of(), sources.getOrDefault(name, "")));
          Optional<Manifest> manifest = facts.manifest(release).value();
          for (Dependency need : manifest.map(m -> m.features().get("")).orElse(List.of())) {
            if (chosen.containsKey(need.target().name())) {
              edges.add(edge(id(name), need));
            }
          }
        });
    nodes.sort(Comparator.comparing(Node::id));
    return new Resolution(nodes, edges, Set.of());
  }

  private static Edge edge(String from, Dependency need) {
    return new Edge(
        from,
        id(need.target().name()),
        need.tie(),
        need.role(),
        need.text(),
        need.when().toString());
  }

  private static String id(String name) {
    return RubyGrammar.ID + ":" + name;
  }

  /** The variant bundler would install: its lock may name the one for everybody. */
  private static Release release(
      String name, LockedGems.Chosen gem, Listing listing, Problem problem) {
    List<Release> fitting =
        listing.releases().stream()
            .filter(r -> r.pin().version().equals(gem.version()))
            .filter(r -> r.usable().holds(problem.target()))
            .sorted(Comparator.comparingInt(r -> Fit.distance(r.pin().variant(), problem.target())))
            .toList();
    return fitting.stream()
        .filter(r -> !gem.platform().isEmpty() && r.pin().variant().equals(gem.platform()))
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.outside(
                            "resolve.unlisted-choice",
                            "`bundler` chose `"
                                + name
                                + " "
                                + gem.version()
                                + "`, which our sources"
                                + " do not list",
                            "try again; the sources may just have changed")
                        .with(
                            List.of(
                                "listed are "
                                    + listing.releases().stream()
                                        .map(r -> r.pin().version())
                                        .distinct()
                                        .collect(Collectors.joining(", "))))));
  }
}
