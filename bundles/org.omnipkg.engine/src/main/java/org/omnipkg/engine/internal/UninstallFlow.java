package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Resolution;
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
  private final Choices choices;
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
      @Reference Choices choices,
      @Reference Adoption adoption,
      @Reference Offers offers,
      @Reference Completion completion) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.solving = solving;
    this.processes = processes;
    this.choices = choices;
    this.adoption = adoption;
    this.offers = offers;
    this.completion = completion;
  }

  Receipt run(Caller caller, UninstallRequest request) {
    Instant begin = Instant.now();
    State here = States.existing(environments, request.environment()).state();
    Words words =
        Words.read(BareWords.here(request.words(), here, languages), List.of(), caller, languages);
    try (HouseDesk desk = desks.open(caller, Wishes.NONE);
        Environments.Hold hold =
            environments.hold(request.environment(), caller.patience(), caller.progress());
        Leases leases = new Leases(languages)) {
      Baseline base = adoption.baseline(hold, desk);
      State state =
          base.state()
              .orElseGet(() -> States.existing(environments, request.environment()).state());
      Uninstallation going = Uninstallation.of(words.demands(), state, languages);
      Target target = new Target(processes.platform(), state.runtimes());
      List<String> command = new ArrayList<>(List.of("uninstall"));
      command.addAll(request.words());
      Closure left = Closure.active(state).without(Portion.ids(List.copyOf(going.active())));
      List<Plan.Part> parts = new ArrayList<>();
      for (String language : Portion.languages(state)) {
        State rest = Portion.of(state, language);
        Work work = new Work(target, base, leases.of(language), desk, words);
        parts.add(part(going, rest, Portion.part(state, language, left), work));
      }
      Plan plan =
          new Plan(
              request.environment(), target, command, parts, state.carried(), base.generation());
      return completion.complete(plan, base, hold, leases, desk, request.dryRun(), begin);
    }
  }

  /** With what one language is worked on. */
  private record Work(
      Target target, Baseline base, Ecosystem ecosystem, HouseDesk desk, Words words) {}

  /**
   * What is left of a language.
   *
   * @param left the active packages somebody still asks for
   */
  private Plan.Part part(Uninstallation going, State state, Plan.Part left, Work work) {
    List<State.Kept> kept = new ArrayList<>(state.kept());
    kept.removeAll(going.kept());
    List<State.Kept> successors = successors(going, kept);
    List<String> roots = new ArrayList<>();
    for (String text : state.roots()) {
      if (!going.takes(Words.demand(text, "", languages).dependency())) {
        roots.add(text);
      }
    }
    Resolution active = left.resolution();
    if (!successors.isEmpty()) {
      kept.removeAll(successors);
      for (State.Kept successor : successors) {
        roots.add(successor.root());
        KeptVersions.pin(successor).ifPresent(pin -> tell(pin, work));
      }
      active = succeeded(roots, successors, state, left, work);
    }
    List<Node> all = States.all(active.nodes(), kept);
    List<State.Offer> offered =
        States.all(state.nodes(), state.kept()).containsAll(all)
            ? States.offers(state.offers(), all)
            : offers.of(all, work.target(), work.ecosystem(), work.desk());
    Closure closure = Closure.of(active);
    return new Plan.Part(
        left.ecosystem(),
        roots,
        active,
        left.resolver(),
        kept,
        offered,
        successors.isEmpty()
            ? left.elsewhere().map(going::still).map(closure::still)
            : Optional.empty());
  }

  /** Kept versions in the place of active ones. */
  private Resolution succeeded(
      List<String> roots, List<State.Kept> successors, State state, Plan.Part left, Work work) {
    List<Words.Demand> demands =
        roots.stream().map(text -> Words.demand(text, "asked for earlier", languages)).toList();
    List<Closure> brought = successors.stream().map(Closure::of).toList();
    Optional<Closure> known =
        new Switch(work.ecosystem(), work.target(), languages, Closure.active(state), brought)
            .to(demands);
    if (known.isPresent()) {
      return known.get().resolution();
    }
    Change change =
        new Change(
            work.base().generation().map(Environments.Generation::environment).orElse(""),
            work.words(),
            Map.of(),
            Optional.empty(),
            false,
            true,
            false,
            false,
            false,
            List.of());
    String resolver = choices.resolver(change, left.ecosystem(), work.desk());
    Asking asking =
        new Asking(
            solving,
            change,
            work.ecosystem(),
            work.target(),
            resolver,
            work.base().built(),
            work.desk());
    return asking.solve(demands, left.resolution().nodes());
  }

  /** Of every name whose active version goes, the version kept most recently. */
  private static List<State.Kept> successors(Uninstallation going, List<State.Kept> kept) {
    List<State.Kept> successors = new ArrayList<>();
    for (Node node : going.active()) {
      kept.stream()
          .filter(one -> KeptVersions.isOf(one, node.pin().name()))
          .reduce((earlier, later) -> later)
          .ifPresent(successors::add);
    }
    return successors;
  }

  private static void tell(Pin pin, Work work) {
    String version = work.ecosystem().grammar().exact(pin, Set.of());
    work.desk().progress().note("`" + version + "`, kept most recently, takes its place");
  }
}
