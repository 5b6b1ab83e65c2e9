package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Settings;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
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

/** change -> target -> active closure -> kept versions -> plan; the way of install and swap. */
@Component(service = Transition.class)
public final class Transition {
  private final Desks desks;
  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final Environments environments;
  private final Solving solving;
  private final Processes processes;
  private final Settings settings;
  private final Adoption adoption;
  private final Offers offers;
  private final Completion completion;

  @Activate
  public Transition(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference Environments environments,
      @Reference Solving solving,
      @Reference Processes processes,
      @Reference Settings settings,
      @Reference Adoption adoption,
      @Reference Offers offers,
      @Reference Completion completion) {
    this.desks = desks;
    this.languages = languages;
    this.runtimes = runtimes;
    this.environments = environments;
    this.solving = solving;
    this.processes = processes;
    this.settings = settings;
    this.adoption = adoption;
    this.offers = offers;
    this.completion = completion;
  }

  Receipt apply(Caller caller, Wishes wishes, Change change) {
    Instant begin = Instant.now();
    Optional<Environments.Generation> fits =
        environments.current(change.environment()).filter(now -> fits(change, now));
    if (fits.isPresent()) {
      return Completion.unchanged(fits.get(), change.dryRun(), begin);
    }
    try (HouseDesk desk = desks.open(caller, wishes);
        Environments.Hold hold =
            environments.hold(change.environment(), caller.patience(), caller.progress());
        Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      Baseline base = adoption.baseline(hold, desk);
      Plan plan = plan(change, base, lease.service(), desk);
      return completion.complete(plan, base, hold, lease.service(), desk, change.dryRun(), begin);
    }
  }

  private Plan plan(Change change, Baseline base, Ecosystem ecosystem, HouseDesk desk) {
    Optional<State> state = base.state();
    Runtime runtime = runtime(change, state, desk);
    boolean sameRuntime =
        state.flatMap(s -> States.runtime(s, ecosystem.id())).filter(runtime::equals).isPresent();
    Target target = new Target(processes.platform(), List.of(runtime));
    Asked asked = Asked.of(change.words().demands(), target, languages);
    List<Words.Demand> demands =
        asked.over(state.map(State::roots).orElse(List.of()), target, languages);
    String resolver =
        change.resolver().orElseGet(() -> settings.get(desk.caller(), "resolver").value());
    Asking asking = new Asking(solving, change, ecosystem, target, resolver, base.built(), desk);
    Optional<Closure> known =
        state
            .filter(s -> sameRuntime && restsOnWhatIsHere(change, s, asked))
            .flatMap(s -> known(s, asked, demands, ecosystem, target));
    Resolution active =
        known.isPresent() ? known.get().resolution() : solve(demands, state, asking);
    List<State.Kept> kept = new KeptSet(state, sameRuntime, active, asking, languages).next(asked);
    List<Node> all = States.all(active.nodes(), kept);
    List<State.Offer> offered =
        state
            .filter(s -> known.isPresent() && States.all(s.nodes(), s.kept()).containsAll(all))
            .map(s -> States.offers(s.offers(), all))
            .orElseGet(() -> offers.of(all, target, ecosystem, desk));
    return new Plan(
        ecosystem.id(),
        change.environment(),
        target,
        demands.stream().map(Words.Demand::text).toList(),
        active,
        known.flatMap(k -> state).map(State::resolver).orElse(resolver),
        change.command(),
        kept,
        offered,
        state.map(State::carried).orElse(List.of()),
        base.generation());
  }

  /** The closure of the demands out of what was solved before, without asking anybody. */
  private Optional<Closure> known(
      State state, Asked asked, List<Words.Demand> demands, Ecosystem ecosystem, Target target) {
    List<Closure> brought =
        state.kept().stream()
            .filter(
                one ->
                    asked.active().stream()
                        .filter(demand -> Asked.holds(demand, target))
                        .filter(demand -> Asked.isOne(demand.dependency(), languages))
                        .anyMatch(demand -> Satisfaction.isKept(demand, one, languages)))
            .map(Closure::of)
            .toList();
    return new Switch(ecosystem, target, languages, Closure.active(state), brought).to(demands);
  }

  private static Resolution solve(
      List<Words.Demand> demands, Optional<State> state, Asking asking) {
    return demands.isEmpty()
        ? new Resolution(List.of(), List.of(), Set.of())
        : asking.solve(demands, state.map(State::nodes).orElse(List.of()));
  }

  /**
   * Whether what is here answers. It does not where others are to be asked: for newer versions,
   * under constraints, or in another place or way than usual, unless one version is named, which is
   * the same everywhere.
   */
  private boolean restsOnWhatIsHere(Change change, State state, Asked asked) {
    boolean particular =
        change.particular()
            || change.resolver().filter(name -> !name.equals(state.resolver())).isPresent();
    return change.restsOnWhatIsHere()
        && (!particular
            || asked.active().stream().allMatch(d -> Asked.isOne(d.dependency(), languages)));
  }

  /** Whether everything asked for is there already; seen without lock, solver or network. */
  private boolean fits(Change change, Environments.Generation now) {
    State state = now.state();
    Optional<Runtime> runtime = States.runtime(state, Words.BARE);
    if (runtime.isEmpty()
        || change.runtime().filter(wanted -> !matches(runtime.get(), wanted)).isPresent()) {
      return false;
    }
    Target target = new Target(processes.platform(), List.of(runtime.get()));
    Asked asked = Asked.of(change.words().demands(), target, languages);
    return restsOnWhatIsHere(change, state, asked)
        && asked.active().stream().allMatch(one -> Satisfaction.holds(one, state, languages))
        && asked.kept().stream()
            .allMatch(
                one -> state.kept().stream().anyMatch(k -> Satisfaction.isKept(one, k, languages)))
        && !adoption.touched(now);
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
    if (change.runtime().isEmpty() && now.isPresent()) {
      return States.present(now.get());
    }
    Optional<String> wanted =
        change
            .runtime()
            .or(
                () ->
                    Optional.of(settings.get(desk.caller(), "python").value())
                        .filter(value -> !value.isEmpty()));
    try (Languages.Lease<RuntimeSource> source =
        languages.skill(RuntimeSource.class, Words.BARE).orElseThrow()) {
      return runtimes.choose(source.service(), wanted, desk);
    }
  }
}
