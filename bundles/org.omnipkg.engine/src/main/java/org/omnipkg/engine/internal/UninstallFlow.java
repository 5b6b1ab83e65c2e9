package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Settings;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes versions back; what nobody demands any more goes with them. Needs no solver and no network,
 * but where a kept version takes the place of the active one and others do not agree with it.
 */
@Component(service = UninstallFlow.class)
public final class UninstallFlow {
  private final Desks desks;
  private final Languages languages;
  private final Environments environments;
  private final Solving solving;
  private final Processes processes;
  private final Settings settings;
  private final Adoption adoption;
  private final Offers offers;
  private final Completion completion;

  @Activate
  public UninstallFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Solving solving,
      @Reference Processes processes,
      @Reference Settings settings,
      @Reference Adoption adoption,
      @Reference Offers offers,
      @Reference Completion completion) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.solving = solving;
    this.processes = processes;
    this.settings = settings;
    this.adoption = adoption;
    this.offers = offers;
    this.completion = completion;
  }

  /** What is left: the demands, their closure, and what is kept beside it. */
  private record Rest(List<String> roots, Closure active, List<State.Kept> kept) {}

  Receipt run(Caller caller, UninstallRequest request) {
    Instant begin = Instant.now();
    Words words = Words.read(request.words(), List.of(), caller, languages);
    States.existing(environments, request.environment());
    try (HouseDesk desk = desks.open(caller, Wishes.NONE);
        Environments.Hold hold =
            environments.hold(request.environment(), caller.patience(), caller.progress());
        Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      Baseline base = adoption.baseline(hold, desk);
      State state =
          base.state()
              .orElseGet(() -> States.existing(environments, request.environment()).state());
      Removal removal = Removal.of(words.demands(), state, languages);
      Target target = new Target(processes.platform(), state.runtimes());
      List<String> command = new ArrayList<>(List.of("uninstall"));
      command.addAll(request.words());
      Rest rest = without(removal, state, base, target, lease.service(), desk, words);
      List<Node> all = States.all(rest.active().nodes(), rest.kept());
      List<State.Offer> offered =
          States.all(state.nodes(), state.kept()).containsAll(all)
              ? States.offers(state.offers(), all)
              : offers.of(all, target, lease.service(), desk);
      Plan plan =
          new Plan(
              lease.service().id(),
              request.environment(),
              target,
              rest.roots(),
              rest.active().resolution(),
              state.resolver(),
              command,
              rest.kept(),
              offered,
              state.carried(),
              base.generation());
      return completion.complete(plan, base, hold, lease.service(), desk, request.dryRun(), begin);
    }
  }

  private Rest without(
      Removal removal,
      State state,
      Baseline base,
      Target target,
      Ecosystem ecosystem,
      HouseDesk desk,
      Words words) {
    List<State.Kept> kept = new ArrayList<>(state.kept());
    kept.removeAll(removal.kept());
    List<State.Kept> successors = successors(removal, kept);
    Set<String> gone = new LinkedHashSet<>();
    removal.active().forEach(node -> gone.add(node.id()));
    List<String> roots = new ArrayList<>();
    for (String text : state.roots()) {
      Words.Demand demand = Words.demand(text, "", languages);
      if (removal.active().stream()
          .noneMatch(node -> node.pin().name().equals(demand.dependency().target()))) {
        roots.add(text);
      }
    }
    Closure left = Closure.active(state).without(gone);
    if (successors.isEmpty()) {
      return new Rest(roots, left, kept);
    }
    kept.removeAll(successors);
    for (State.Kept successor : successors) {
      roots.add(successor.root());
      KeptVersions.pin(successor).ifPresent(pin -> tell(pin, ecosystem, desk));
    }
    List<Words.Demand> demands =
        roots.stream().map(text -> Words.demand(text, "asked for earlier", languages)).toList();
    List<Closure> brought = successors.stream().map(Closure::of).toList();
    Optional<Closure> known =
        new Switch(ecosystem, target, languages, Closure.active(state), brought).to(demands);
    if (known.isPresent()) {
      return new Rest(roots, known.get(), kept);
    }
    Change change =
        new Change(
            base.generation().map(Environments.Generation::environment).orElse(""),
            words,
            Optional.empty(),
            Optional.empty(),
            false,
            true,
            false,
            false,
            false,
            List.of());
    String resolver = settings.get(desk.caller(), "resolver").value();
    Asking asking = new Asking(solving, change, ecosystem, target, resolver, base.built(), desk);
    return new Rest(roots, Closure.of(asking.solve(demands, left.nodes())), kept);
  }

  /** Of every name whose active version goes, the version kept most recently. */
  private static List<State.Kept> successors(Removal removal, List<State.Kept> kept) {
    List<State.Kept> successors = new ArrayList<>();
    for (Node node : removal.active()) {
      kept.stream()
          .filter(one -> KeptVersions.isOf(one, node.pin().name()))
          .reduce((earlier, later) -> later)
          .ifPresent(successors::add);
    }
    return successors;
  }

  private static void tell(Pin pin, Ecosystem ecosystem, HouseDesk desk) {
    String version = ecosystem.grammar().exact(pin, Set.of());
    desk.progress().note("`" + version + "`, kept most recently, takes its place");
  }
}
