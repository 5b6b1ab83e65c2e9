package org.omnipkg.engine.internal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Solves, answering what the solver wants (builds from source) until it has an answer. */
@Component(service = Solving.class)
public final class Solving {
  private static final int MOST_ROUNDS = 50;
  private static final int MOST_DEPTH = 6;

  private final Languages languages;
  private final Resolver resolver;
  private final SourceBuild builds;
  private final Answers answers;

  @Activate
  public Solving(
      @Reference Languages languages,
      @Reference Resolver resolver,
      @Reference SourceBuild builds,
      @Reference Answers answers) {
    this.languages = languages;
    this.resolver = resolver;
    this.builds = builds;
    this.answers = answers;
  }

  /**
   * @param origins where each root was asked for, by its text
   */
  Resolution solve(
      Problem problem,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk) {
    return answer(problem, origins, solverName, ecosystem, desk).solved().orElseThrow();
  }

  /**
   * A resolution, with what it needs of other languages.
   *
   * @param origins where each root was asked for, by its text
   */
  Outcome answer(
      Problem problem,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk) {
    return resolve(problem, origins, solverName, ecosystem, desk, 0);
  }

  private Outcome resolve(
      Problem problem,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk,
      int depth) {
    if (!desk.offline()) {
      return solve(problem, origins, solverName, ecosystem, desk, depth);
    }
    Outcome outcome =
        OfflineSolving.solve(
            ecosystem.id(),
            desk,
            over -> solve(problem, origins, solverName, ecosystem, over, depth),
            near -> lacking(problem, ecosystem, near));
    Resolution found = outcome.solved().orElseThrow();
    return with(
        new Resolution(
            found.nodes().stream().map(desk.stored(ecosystem.id())::real).toList(),
            found.edges(),
            found.unconfirmed()),
        outcome.needs());
  }

  private static Outcome with(Resolution resolution, List<Dependency> needs) {
    return new Outcome(Optional.of(resolution), needs, Optional.empty(), List.of());
  }

  private Optional<Diagnostic> lacking(Problem problem, Ecosystem ecosystem, HouseDesk desk) {
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      return OfflineSolving.lacking(problem, facts);
    }
  }

  private Outcome solve(
      Problem problem,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk,
      int depth) {
    if (depth > MOST_DEPTH) {
      throw new Refusal(
          Diagnostic.outside(
              "build.too-deep",
              "building from source needs builds from source, " + MOST_DEPTH + " levels deep",
              ""));
    }
    desk.progress().step("Resolving");
    Optional<String> question = answers.question(problem, solverName, desk);
    Optional<Resolution> known = question.flatMap(asked -> answers.find(asked, desk));
    if (known.isPresent()) {
      return Outcome.solved(known.get());
    }
    int notes = desk.notes();
    Map<Pin, Artifact> built = new HashMap<>(problem.built());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Outcome outcome = once(withBuilt(problem, built), solverName, ecosystem, desk);
      if (outcome.solved().isPresent()) {
        Resolution solved = outcome.solved().get();
        if (round == 0 && notes == desk.notes() && outcome.needs().isEmpty()) {
          // asked again: a place that changed meanwhile may have shown both its faces
          question
              .filter(asked -> answers.question(problem, solverName, desk).equals(question))
              .ifPresent(asked -> answers.keep(asked, solved, desk));
        }
        return outcome;
      }
      if (outcome.wanting().isEmpty()) {
        throw new Refusal(
            outcome
                .unsolvable()
                .map(why -> resolver.explain(why, problem, origins))
                .orElseGet(
                    () ->
                        Diagnostic.outside(
                            "resolve.no-answer",
                            "the resolver `" + solverName + "` gave no answer",
                            "")));
      }
      for (Wanting wanting : outcome.wanting()) {
        built.put(
            wanting.pin(),
            builds.build(
                wanting,
                problem,
                ecosystem,
                desk,
                (needs, inner) ->
                    resolve(needs, Map.of(), solverName, ecosystem, inner, depth + 1)
                        .solved()
                        .orElseThrow()));
      }
      desk.progress().step("Resolving");
    }
    throw new Refusal(
        Diagnostic.outside(
            "resolve.no-answer",
            "the resolver `" + solverName + "` kept asking for builds",
            "try another resolver with --resolver"));
  }

  private Outcome once(Problem problem, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    try (Languages.Lease<Solver> solver = languages.solver(ecosystem.id(), solverName);
        Resolver.Session session = resolver.open(ecosystem, desk)) {
      Outcome outcome = session.solve(solver.service(), problem);
      return outcome.solved().isEmpty() ? outcome : tied(outcome, ecosystem.id(), session);
    }
  }

  /**
   * With an edge to every need of another language from the packages evidence says it of. What they
   * need of other runtimes is needed even where the one at hand will do.
   */
  private static Outcome tied(Outcome outcome, String language, Facts facts) {
    Resolution solved = outcome.solved().orElseThrow();
    Set<Dependency> needs = new LinkedHashSet<>(outcome.needs());
    Set<Edge> edges = new LinkedHashSet<>(solved.edges());
    for (Node node : solved.nodes()) {
      for (Dependency need : facts.overlay(node.pin())) {
        PackageName target = need.target();
        boolean runtime =
            target.ecosystem().equals(Portion.RUNTIME) && !target.name().equals(language);
        if (runtime || outcome.needs().contains(need)) {
          needs.add(need);
          edges.add(
              new Edge(
                  node.id(),
                  need.target().toString(),
                  need.tie(),
                  need.role(),
                  need.text(),
                  need.when().toString()));
        }
      }
    }
    if (needs.isEmpty()) {
      return outcome;
    }
    Resolution whole = new Resolution(solved.nodes(), List.copyOf(edges), solved.unconfirmed());
    return with(whole, List.copyOf(needs));
  }

  private static Problem withBuilt(Problem problem, Map<Pin, Artifact> built) {
    return new Problem(
        problem.ecosystem(),
        problem.roots(),
        problem.constraints(),
        problem.target(),
        problem.preferred(),
        problem.prereleases(),
        problem.excludeNewer(),
        problem.hashes(),
        built,
        problem.runtimes(),
        problem.overrides());
  }
}
