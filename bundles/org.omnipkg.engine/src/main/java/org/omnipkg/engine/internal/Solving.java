package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
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

  /** Compilers use a core each; what builds need of builds is built by whoever needs it. */
  private final Batch batch =
      new Batch("build", Math.max(2, java.lang.Runtime.getRuntime().availableProcessors()));

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

  @Deactivate
  void stop() {
    batch.stop();
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

  /** A resolution for the problem's runtimes, with what it needs of other languages. */
  Outcome answer(
      Problem problem,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk) {
    return answer(problem, Leeway.NONE, origins, solverName, ecosystem, desk);
  }

  /**
   * A resolution, with what it needs of other languages. Where the runtimes of the problem will not
   * do without a build, another that the leeway allows is taken; where it allows none, the refusal
   * says which would do.
   *
   * @param origins where each root was asked for, by its text
   */
  Outcome answer(
      Problem problem,
      Leeway leeway,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk) {
    Consultation solver = solver(solverName, ecosystem, desk);
    try {
      return resolve(problem, leeway, origins, solver, 0);
    } catch (Refusal refusal) {
      throw leeway.isFree() || !Consultation.isHopeless(refusal)
          ? refusal
          : new RuntimeChoice(solver, leeway).advised(refusal, problem);
    }
  }

  private Consultation solver(String name, Ecosystem ecosystem, HouseDesk desk) {
    return new Consultation(languages, resolver, name, ecosystem, desk);
  }

  /** Another runtime with which the problem has a solution that needs no build. */
  Optional<Runtime> other(
      Problem problem, Leeway leeway, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    return new RuntimeChoice(solver(solverName, ecosystem, desk), leeway).other(problem);
  }

  /** Needs of other languages that evidence says packages have. */
  List<Need> undeclared(List<Node> nodes, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    return solver(solverName, ecosystem, desk).undeclared(nodes);
  }

  private Outcome resolve(
      Problem problem, Leeway leeway, Map<String, String> origins, Consultation solver, int depth) {
    HouseDesk desk = solver.desk();
    if (!desk.offline()) {
      return solve(problem, leeway, origins, solver, depth);
    }
    String language = solver.ecosystem().id();
    Outcome outcome =
        OfflineSolving.solve(
            language,
            desk,
            over -> solve(problem, leeway, origins, solver.at(over), depth),
            near -> solver.at(near).lacking(problem));
    Resolution found = outcome.solved().orElseThrow();
    Resolution real =
        new Resolution(
            found.nodes().stream().map(desk.stored(language)::real).toList(),
            found.edges(),
            found.unconfirmed(),
            found.elsewhere());
    return new Outcome(
        Optional.of(real), outcome.needs(), Optional.empty(), List.of(), outcome.reservations());
  }

  private Outcome solve(
      Problem asked, Leeway leeway, Map<String, String> origins, Consultation solver, int depth) {
    if (depth > MOST_DEPTH) {
      throw new Refusal(
          Diagnostic.outside(
              "build.too-deep",
              "building from source needs builds from source, " + MOST_DEPTH + " levels deep",
              ""));
    }
    HouseDesk desk = solver.desk();
    desk.progress().step("Resolving");
    Optional<String> question = answers.question(asked, solver.solver(), desk);
    Optional<Resolution> known = question.flatMap(text -> answers.find(text, asked.target(), desk));
    if (known.isPresent()) {
      return Outcome.solved(known.get());
    }
    int notes = desk.notes();
    RuntimeChoice choice = new RuntimeChoice(solver, leeway);
    Problem problem = asked;
    Map<Pin, Artifact> built = new HashMap<>(problem.built());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Outcome outcome;
      if (round == 0 && leeway.isFree() && solver.isOfHouse()) {
        RuntimeChoice.Wide first = choice.first(problem);
        outcome = first.outcome();
        problem = first.problem();
      } else {
        outcome = solver.answer(Problems.built(problem, built));
      }
      if (outcome.solved().isPresent()) {
        Resolution solved = outcome.solved().get();
        outcome.reservations().forEach(desk.progress()::note);
        if (round == 0 && problem == asked && notes == desk.notes() && outcome.needs().isEmpty()) {
          // asked again: a place that changed meanwhile may have shown both its faces
          question
              .filter(text -> answers.question(asked, solver.solver(), desk).equals(question))
              .ifPresent(text -> answers.keep(text, solved, asked.target(), desk));
        }
        return outcome;
      }
      if (outcome.wanting().isEmpty()) {
        throw solver.why(outcome, problem, origins);
      }
      if (!leeway.builds()) {
        throw new Refusal(
            Diagnostic.user("resolve.no-solution", "there is none without a build", ""));
      }
      built.putAll(built(outcome.wanting(), choice, problem, origins, solver, depth));
      desk.progress().step("Resolving");
    }
    throw new Refusal(
        Diagnostic.outside(
            "resolve.no-answer",
            "the resolver `" + solver.solver() + "` kept asking for builds",
            "try another resolver with --resolver"));
  }

  /** What one round of the resolver wants, made of its sources. */
  private Map<Pin, Artifact> built(
      List<Wanting> wanted,
      RuntimeChoice choice,
      Problem problem,
      Map<String, String> origins,
      Consultation solver,
      int depth) {
    List<Callable<Artifact>> work = new ArrayList<>();
    for (Wanting wanting : wanted) {
      work.add(build(wanting, choice.on(wanting.runtime(), problem), origins, solver, depth));
    }
    List<Artifact> made = made(work, depth);
    Map<Pin, Artifact> built = new HashMap<>();
    for (int i = 0; i < made.size(); i++) {
      built.put(wanted.get(i).pin(), made.get(i));
    }
    return built;
  }

  /** A build, for which what it needs is solved in the same way. */
  private Callable<Artifact> build(
      Wanting wanting,
      Problem problem,
      Map<String, String> origins,
      Consultation solver,
      int depth) {
    return () ->
        AskedPlace.of(
            wanting.pin().name(),
            problem.roots(),
            origins,
            () ->
                builds.build(
                    wanting,
                    problem,
                    solver.ecosystem(),
                    solver.desk(),
                    (needs, inner) ->
                        resolve(needs, Leeway.NONE, Map.of(), solver.at(inner), depth + 1)
                            .solved()
                            .orElseThrow()));
  }

  /** What is wanted in one round needs nothing of one another: it is built at once. */
  private List<Artifact> made(List<Callable<Artifact>> work, int depth) {
    if (depth == 0 && work.size() > 1) {
      return batch.inOrder(work.stream().map(languages::deputed).toList());
    }
    List<Artifact> made = new ArrayList<>();
    for (Callable<Artifact> one : work) {
      try {
        made.add(one.call());
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return made;
  }
}
