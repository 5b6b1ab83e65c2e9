package org.omnipkg.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Settings;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** words -> demands -> problem -> resolution -> plan -> generation -> receipt. */
@Component(service = InstallFlow.class)
public final class InstallFlow {
  private final Desks desks;
  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Environments environments;
  private final Solving solving;
  private final PlanExecutor plans;
  private final Processes processes;
  private final Settings settings;
  private final Bytecode bytecode;
  private final Adoption adoption;
  private final Offers offers;

  @Activate
  public InstallFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Environments environments,
      @Reference Solving solving,
      @Reference PlanExecutor plans,
      @Reference Processes processes,
      @Reference Settings settings,
      @Reference Bytecode bytecode,
      @Reference Adoption adoption,
      @Reference Offers offers) {
    this.desks = desks;
    this.languages = languages;
    this.runtimes = runtimes;
    this.environments = environments;
    this.solving = solving;
    this.plans = plans;
    this.processes = processes;
    this.settings = settings;
    this.bytecode = bytecode;
    this.adoption = adoption;
    this.offers = offers;
  }

  /**
   * One change of an environment, before its runtime and closure are known.
   *
   * @param wanted runtime asked for by version
   * @param keep whether installed versions are preferred
   */
  private record Change(
      String environment,
      Words words,
      Optional<String> wanted,
      Optional<String> resolver,
      boolean prereleases,
      boolean keep,
      boolean dryRun,
      List<String> command) {}

  Receipt run(Caller caller, InstallRequest request) {
    Words words = Words.read(request.words(), request.files(), caller, languages);
    Wishes wishes =
        new Wishes(
            request.index(),
            request.extraIndexes(),
            request.findLinks(),
            words.sources(),
            request.sandbox());
    List<String> command = new ArrayList<>(List.of("install"));
    command.addAll(request.words());
    request.files().forEach(file -> command.addAll(List.of("-r", file.toString())));
    return apply(
        caller,
        wishes,
        new Change(
            request.environment(),
            words,
            request.python(),
            request.resolver(),
            request.prereleases() || words.prereleases(),
            !request.upgrade(),
            request.dryRun(),
            command));
  }

  Receipt swap(Caller caller, SwapRequest request) {
    String[] runtime = request.runtimes().get(0).split("@", 2);
    if (!languages.ids().contains(runtime[0])) {
      throw new Refusal(
          Diagnostic.user(
              "swap.unknown-runtime",
              "`" + runtime[0] + "` is no runtime this house knows",
              "runtimes here: " + String.join(", ", languages.ids())));
    }
    States.existing(environments, request.environment());
    return apply(
        caller,
        Wishes.NONE,
        new Change(
            request.environment(),
            Words.read(List.of(), List.of(), caller, languages),
            Optional.of(runtime[1]),
            Optional.empty(),
            false,
            true,
            request.dryRun(),
            List.of("swap", runtime[0], runtime[1])));
  }

  private Receipt apply(Caller caller, Wishes wishes, Change change) {
    Instant begin = Instant.now();
    Optional<Receipt> nothing = unchanged(change, begin);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    try (HouseDesk desk = desks.open(caller, wishes);
        Environments.Hold hold =
            environments.hold(change.environment(), caller.patience(), caller.progress());
        Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      Baseline base = adoption.baseline(hold, desk);
      Optional<Environments.Generation> current = base.generation();
      Optional<State> state = base.state();
      Runtime runtime = runtime(change, state, desk);
      List<Words.Demand> demands = demands(change, state);
      Target target = new Target(processes.platform(), List.of(runtime));
      String resolver = change.resolver().orElseGet(() -> settings.get(caller, "resolver").value());
      Map<PackageName, String> preferred =
          change.keep() ? States.versions(state.map(State::nodes).orElse(List.of())) : Map.of();
      Problem problem =
          new Problem(
              lease.service().id(),
              demands.stream().map(Words.Demand::dependency).toList(),
              change.words().constraints(),
              target,
              preferred,
              change.prereleases(),
              Optional.empty(),
              change.words().hashes(),
              base.built());
      Resolution resolution =
          demands.isEmpty()
              ? new Resolution(List.of(), List.of(), Set.of())
              : solving.solve(problem, origins(demands), resolver, lease.service(), desk);
      Plan plan =
          new Plan(
              lease.service().id(),
              change.environment(),
              target,
              demands.stream().map(Words.Demand::text).toList(),
              resolution,
              resolver,
              change.command(),
              state.map(State::kept).orElse(List.of()),
              offers.of(resolution.nodes(), target, lease.service(), desk),
              state.map(State::carried).orElse(List.of()),
              current);
      return finish(plan, current, hold, lease.service(), desk, change.dryRun(), begin);
    }
  }

  private Receipt finish(
      Plan plan,
      Optional<Environments.Generation> current,
      Environments.Hold hold,
      Ecosystem ecosystem,
      HouseDesk desk,
      boolean dryRun,
      Instant begin) {
    List<Node> before = current.map(g -> g.state().nodes()).orElse(List.of());
    int previous = current.map(Environments.Generation::number).orElse(0);
    int number = previous;
    long downloaded = 0;
    if (!dryRun) {
      PlanExecutor.Made made = plans.execute(plan, hold, ecosystem.layout(), desk);
      number = made.generation().number();
      downloaded = made.downloaded();
      bytecode.later(made.trees(), plan.target().runtime(plan.ecosystem()).orElseThrow());
    }
    return new Receipt(
        plan.environment(),
        number,
        previous,
        plan.target().runtime(plan.ecosystem()).map(States::words),
        States.changes(before, plan.resolution().nodes(), languages),
        dryRun,
        downloaded,
        Duration.between(begin, Instant.now()));
  }

  /** Answers without lock, solver or network when everything asked for is there already. */
  private Optional<Receipt> unchanged(Change change, Instant begin) {
    Optional<Environments.Generation> current = environments.current(change.environment());
    if (current.isEmpty()
        || adoption.pending(current.get())
        || !change.keep()
        || !change.words().constraints().isEmpty()) {
      return Optional.empty();
    }
    State state = current.get().state();
    Optional<Runtime> runtime = States.runtime(state, Words.BARE);
    boolean sameRuntime =
        runtime.isPresent()
            && change.wanted().map(wanted -> matches(runtime.get(), wanted)).orElse(true);
    boolean sameWords =
        sameRuntime
            && change.words().hashes().isEmpty()
            && change.words().demands().stream()
                .allMatch(demand -> Satisfaction.holds(demand, state, languages));
    if (!sameWords) {
      return Optional.empty();
    }
    return Optional.of(
        new Receipt(
            change.environment(),
            current.get().number(),
            current.get().number(),
            runtime.map(States::words),
            List.of(),
            change.dryRun(),
            0,
            Duration.between(begin, Instant.now())));
  }

  private boolean matches(Runtime runtime, String wanted) {
    if (wanted.contains("/")) {
      return false;
    }
    try (Languages.Lease<RuntimeSource> source =
        languages.skill(RuntimeSource.class, runtime.ecosystem()).orElseThrow()) {
      return source.service().matches(runtime.version(), wanted);
    }
  }

  private Runtime runtime(Change change, Optional<State> state, HouseDesk desk) {
    Optional<Runtime> now = state.flatMap(s -> States.runtime(s, Words.BARE));
    if (change.wanted().isEmpty() && now.isPresent()) {
      return States.present(now.get());
    }
    Optional<String> wanted =
        change
            .wanted()
            .or(
                () ->
                    Optional.of(settings.get(desk.caller(), "python").value())
                        .filter(value -> !value.isEmpty()));
    try (Languages.Lease<RuntimeSource> source =
        languages.skill(RuntimeSource.class, Words.BARE).orElseThrow()) {
      return runtimes.choose(source.service(), wanted, desk);
    }
  }

  /** What was asked before, with what is asked now in the place of the same name. */
  private List<Words.Demand> demands(Change change, Optional<State> state) {
    Map<PackageName, List<Words.Demand>> byName = new LinkedHashMap<>();
    state.map(State::roots).orElse(List.of()).stream()
        .map(text -> Words.demand(text, "asked for earlier", languages))
        .forEach(demand -> add(demand, byName));
    Set<PackageName> now = new HashSet<>();
    for (Words.Demand demand : change.words().demands()) {
      PackageName name = demand.dependency().target();
      if (now.add(name)) {
        byName.put(name, new ArrayList<>());
      }
      add(demand, byName);
    }
    return byName.values().stream().flatMap(List::stream).toList();
  }

  private static void add(Words.Demand demand, Map<PackageName, List<Words.Demand>> byName) {
    byName.computeIfAbsent(demand.dependency().target(), n -> new ArrayList<>()).add(demand);
  }

  private static Map<String, String> origins(List<Words.Demand> demands) {
    Map<String, String> origins = new HashMap<>();
    demands.forEach(demand -> origins.put(demand.dependency().text(), demand.where()));
    return origins;
  }
}
