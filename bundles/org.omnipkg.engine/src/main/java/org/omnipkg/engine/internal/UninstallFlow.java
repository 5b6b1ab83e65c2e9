package org.omnipkg.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes demands back; what nobody demands any more goes with them. Needs no solver, no network. */
@Component(service = UninstallFlow.class)
public final class UninstallFlow {
  private final Desks desks;
  private final Languages languages;
  private final Environments environments;
  private final PlanExecutor plans;
  private final Processes processes;
  private final Adoption adoption;

  @Activate
  public UninstallFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference PlanExecutor plans,
      @Reference Processes processes,
      @Reference Adoption adoption) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.plans = plans;
    this.processes = processes;
    this.adoption = adoption;
  }

  Receipt run(Caller caller, UninstallRequest request) {
    Instant begin = Instant.now();
    List<Words.Demand> words = Words.read(request.words(), List.of(), caller, languages).demands();
    States.existing(environments, request.environment());
    try (HouseDesk desk = desks.open(caller, Wishes.NONE);
        Environments.Hold hold =
            environments.hold(request.environment(), caller.patience(), caller.progress());
        Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      Environments.Generation current = States.existing(environments, request.environment());
      State state = adoption.baseline(hold, desk).state().orElseThrow();
      Set<String> gone = new HashSet<>();
      words.forEach(word -> gone.add(root(word, state)));
      Resolution rest = without(gone, state);
      List<String> roots =
          state.roots().stream()
              .filter(
                  text -> {
                    Words.Demand demand = Words.demand(text, "", languages);
                    return state.nodes().stream()
                        .filter(n -> n.pin().name().equals(demand.dependency().target()))
                        .noneMatch(n -> gone.contains(n.id()));
                  })
              .toList();
      List<String> command = new ArrayList<>(List.of("uninstall"));
      command.addAll(request.words());
      Plan plan =
          new Plan(
              lease.service().id(),
              request.environment(),
              new Target(processes.platform(), state.runtimes()),
              roots,
              rest,
              state.resolver(),
              command,
              state.kept(),
              state.offers(),
              state.carried(),
              Optional.of(current));
      int number = current.number();
      if (!request.dryRun()) {
        number = plans.execute(plan, hold, lease.service().layout(), desk).generation().number();
      }
      return new Receipt(
          request.environment(),
          number,
          current.number(),
          States.runtime(state, Words.BARE).map(States::words),
          States.changes(current.state().nodes(), rest.nodes(), languages),
          request.dryRun(),
          0,
          Duration.between(begin, Instant.now()));
    }
  }

  private static String root(Words.Demand word, State state) {
    Optional<Node> node =
        state.nodes().stream()
            .filter(n -> n.pin().name().equals(word.dependency().target()))
            .findFirst();
    String name = word.dependency().target().name();
    if (node.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "uninstall.not-installed",
              "`" + name + "` is not installed here",
              "`omnipkg list` shows what is"));
    }
    List<Edge> demands =
        state.edges().stream().filter(e -> e.to().equals(node.get().id())).toList();
    if (demands.stream().noneMatch(e -> e.from().isEmpty())) {
      throw new Refusal(
          Diagnostic.user(
                  "uninstall.needed",
                  "`" + name + "` is here because others need it",
                  "uninstall those that need it")
              .with(demands.stream().map(e -> e.from() + " needs " + e.text()).sorted().toList()));
    }
    return node.get().id();
  }

  /** What the remaining demands still reach. */
  private static Resolution without(Set<String> gone, State state) {
    List<Edge> edges =
        state.edges().stream().filter(e -> !(e.from().isEmpty() && gone.contains(e.to()))).toList();
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(""));
    while (!open.isEmpty()) {
      String from = open.pop();
      for (Edge edge : edges) {
        if (edge.from().equals(from) && reached.add(edge.to())) {
          open.push(edge.to());
        }
      }
    }
    return new Resolution(
        state.nodes().stream().filter(n -> reached.contains(n.id())).toList(),
        edges.stream().filter(e -> reached.contains(e.to())).toList(),
        Set.of());
  }
}
