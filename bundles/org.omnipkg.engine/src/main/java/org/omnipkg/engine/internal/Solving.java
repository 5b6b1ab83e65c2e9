package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Wanting;
import org.omnipkg.resolve.Languages;
import org.omnipkg.resolve.Resolver;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Solves, answering what the solver wants (builds from source) until it has an answer. */
@Component(service = Solving.class)
public final class Solving {
  private static final int MOST_ROUNDS = 50;
  private static final int MOST_DEPTH = 6;

  /** Codes of refusals that say nothing fits, not that something broke. */
  private static final Set<String> HOPELESS =
      Set.of(
          "resolve.no-solution",
          "resolve.no-matching-artifact",
          "resolve.build-does-not-fit",
          "resolve.runtime-conflict",
          "build.failed");

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
    try {
      return resolve(problem, leeway, origins, solverName, ecosystem, desk, 0);
    } catch (Refusal refusal) {
      throw leeway.isFree() || !HOPELESS.contains(refusal.diagnostic().code())
          ? refusal
          : advised(refusal, problem, leeway, solverName, ecosystem, desk);
    }
  }

  /** With the word that would do, where another runtime has a solution that needs no build. */
  private Refusal advised(
      Refusal refusal,
      Problem problem,
      Leeway leeway,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk) {
    Optional<Runtime> other = other(problem, leeway, solverName, ecosystem, desk);
    if (other.isEmpty()) {
      return refusal;
    }
    Diagnostic why = refusal.diagnostic();
    List<String> lines = new ArrayList<>(why.details());
    lines.add(
        "there is a solution for " + other.get().implementation() + " " + other.get().version());
    return new Refusal(
        new Diagnostic(why.code(), why.kind(), why.message(), lines, leeway.advice(other.get())),
        refusal);
  }

  /** Another runtime with which the problem has a solution that needs no build. */
  Optional<Runtime> other(
      Problem problem, Leeway leeway, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    if (!solverName.equals(Choices.HOUSE) || leeway.others().isEmpty()) {
      return Optional.empty();
    }
    return attempt(Problems.over(problem, leeway.others()), solverName, ecosystem, desk)
        .flatMap(Outcome::solved)
        .flatMap(found -> taken(found, leeway));
  }

  private static Optional<Runtime> taken(Resolution resolution, Leeway leeway) {
    return resolution.nodes().stream()
        .map(Node::pin)
        .filter(pin -> pin.name().ecosystem().equals(Portion.RUNTIME))
        .findFirst()
        .flatMap(leeway::taken);
  }

  /** What a solver says; empty when it refuses for want of anything that fits. */
  private Optional<Outcome> attempt(
      Problem problem, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    try {
      return Optional.of(once(problem, solverName, ecosystem, desk));
    } catch (Refusal refusal) {
      if (HOPELESS.contains(refusal.diagnostic().code())) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  private Outcome resolve(
      Problem problem,
      Leeway leeway,
      Map<String, String> origins,
      String solverName,
      Ecosystem ecosystem,
      HouseDesk desk,
      int depth) {
    if (!desk.offline()) {
      return solve(problem, leeway, origins, solverName, ecosystem, desk, depth);
    }
    Outcome outcome =
        OfflineSolving.solve(
            ecosystem.id(),
            desk,
            over -> solve(problem, leeway, origins, solverName, ecosystem, over, depth),
            near -> lacking(problem, ecosystem, near));
    Resolution found = outcome.solved().orElseThrow();
    return with(
        new Resolution(
            found.nodes().stream().map(desk.stored(ecosystem.id())::real).toList(),
            found.edges(),
            found.unconfirmed(),
            found.elsewhere()),
        outcome.needs(),
        outcome);
  }

  private static Outcome with(Resolution resolution, List<Dependency> needs, Outcome of) {
    return new Outcome(
        Optional.of(resolution), needs, Optional.empty(), List.of(), of.reservations());
  }

  private Optional<Diagnostic> lacking(Problem problem, Ecosystem ecosystem, HouseDesk desk) {
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      return OfflineSolving.lacking(problem, facts);
    }
  }

  private Outcome solve(
      Problem asked,
      Leeway leeway,
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
    Optional<String> question = answers.question(asked, solverName, desk);
    Optional<Resolution> known = question.flatMap(text -> answers.find(text, asked.target(), desk));
    if (known.isPresent()) {
      return Outcome.solved(known.get());
    }
    int notes = desk.notes();
    Problem problem = asked;
    Map<Pin, Artifact> built = new HashMap<>(problem.built());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Outcome outcome;
      if (round == 0 && leeway.isFree() && solverName.equals(Choices.HOUSE)) {
        Wide first = first(problem, leeway, solverName, ecosystem, desk);
        outcome = first.outcome();
        problem = first.problem();
      } else {
        outcome = once(Problems.built(problem, built), solverName, ecosystem, desk);
      }
      if (outcome.solved().isPresent()) {
        Resolution solved = outcome.solved().get();
        outcome.reservations().forEach(desk.progress()::note);
        if (round == 0 && problem == asked && notes == desk.notes() && outcome.needs().isEmpty()) {
          // asked again: a place that changed meanwhile may have shown both its faces
          question
              .filter(text -> answers.question(asked, solverName, desk).equals(question))
              .ifPresent(text -> answers.keep(text, solved, asked.target(), desk));
        }
        return outcome;
      }
      if (outcome.wanting().isEmpty()) {
        Problem told = problem;
        throw new Refusal(
            outcome
                .unsolvable()
                .map(why -> resolver.explain(why, told, origins))
                .orElseGet(
                    () ->
                        Diagnostic.outside(
                            "resolve.no-answer",
                            "the resolver `" + solverName + "` gave no answer",
                            "")));
      }
      if (!leeway.builds()) {
        throw new Refusal(
            Diagnostic.user("resolve.no-solution", "there is none without a build", ""));
      }
      List<Callable<Artifact>> work = new ArrayList<>();
      for (Wanting wanting : outcome.wanting()) {
        Problem its = on(wanting.runtime(), problem, leeway);
        work.add(
            () ->
                builds.build(
                    wanting,
                    its,
                    ecosystem,
                    desk,
                    (needs, inner) ->
                        resolve(
                                needs,
                                Leeway.NONE,
                                Map.of(),
                                solverName,
                                ecosystem,
                                inner,
                                depth + 1)
                            .solved()
                            .orElseThrow()));
      }
      List<Artifact> made = made(work, depth);
      for (int i = 0; i < made.size(); i++) {
        built.put(outcome.wanting().get(i).pin(), made.get(i));
      }
      desk.progress().step("Resolving");
    }
    throw new Refusal(
        Diagnostic.outside(
            "resolve.no-answer",
            "the resolver `" + solverName + "` kept asking for builds",
            "try another resolver with --resolver"));
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

  /** The first outcome, and the problem it answers: it may have further runtimes. */
  private record Wide(Outcome outcome, Problem problem) {}

  /**
   * With the usual runtimes where they have a solution without a build and without reservations,
   * else with any that has one; a build on a usual one comes before a build on another.
   */
  private Wide first(
      Problem problem, Leeway leeway, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    Optional<Outcome> narrow = attempt(problem, solverName, ecosystem, desk);
    boolean content = narrow.filter(Solving::isContent).isPresent();
    if (content || leeway.others().isEmpty()) {
      return new Wide(narrow.orElseGet(() -> once(problem, solverName, ecosystem, desk)), problem);
    }
    Problem wider = Problems.over(problem, leeway.all());
    Optional<Outcome> wide = attempt(wider, solverName, ecosystem, desk);
    if (narrow.flatMap(Outcome::solved).isPresent()) {
      return wide.filter(Solving::isContent)
          .map(better -> new Wide(better, wider))
          .orElseGet(() -> new Wide(narrow.orElseThrow(), problem));
    }
    boolean solved = wide.flatMap(Outcome::solved).isPresent();
    boolean builds = wide.filter(outcome -> !outcome.wanting().isEmpty()).isPresent();
    boolean told = narrow.isEmpty() && wide.isPresent();
    if (solved || told || builds && narrow.filter(o -> !o.wanting().isEmpty()).isEmpty()) {
      return new Wide(wide.orElseThrow(), wider);
    }
    return new Wide(narrow.orElseGet(() -> once(problem, solverName, ecosystem, desk)), problem);
  }

  /** Solved, and its packages have what they would like to have. */
  private static boolean isContent(Outcome outcome) {
    return outcome.solved().isPresent() && outcome.reservations().isEmpty();
  }

  /** For the runtime a build is wanted for, which is obtained for it. */
  private static Problem on(Optional<Pin> runtime, Problem problem, Leeway leeway) {
    return runtime
        .flatMap(leeway::taken)
        .map(leeway::here)
        .map(one -> Problems.on(problem, one))
        .orElse(problem);
  }

  private Outcome once(Problem problem, String solverName, Ecosystem ecosystem, HouseDesk desk) {
    try (Languages.Lease<Solver> solver = languages.solver(ecosystem.id(), solverName);
        Resolver.Session session = resolver.open(ecosystem, desk)) {
      Outcome outcome = session.solve(solver.service(), problem);
      Outcome whole = outcome.solved().isEmpty() ? outcome : tied(outcome, ecosystem.id(), session);
      desk.involve(session.others());
      return whole;
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
        if (need.role().lasts() && (runtime || outcome.needs().contains(need))) {
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
    Resolution whole =
        new Resolution(
            solved.nodes(), List.copyOf(edges), solved.unconfirmed(), solved.elsewhere());
    return with(whole, List.copyOf(needs), outcome);
  }

  /** Needs of other languages that evidence says packages have. */
  List<Need> undeclared(List<Node> nodes, Ecosystem ecosystem, HouseDesk desk) {
    try (Resolver.Session facts = resolver.open(ecosystem, desk)) {
      List<Need> needs = new ArrayList<>();
      for (Node node : nodes) {
        facts.overlay(node.pin()).stream()
            .filter(need -> need.role().lasts())
            .map(need -> new Need(node.id(), need))
            .filter(need -> !need.isOf(ecosystem.id()))
            .forEach(needs::add);
      }
      return needs;
    }
  }
}
