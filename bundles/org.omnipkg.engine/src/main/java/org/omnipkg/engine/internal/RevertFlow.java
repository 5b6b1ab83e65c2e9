package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** An earlier generation's content as the next generation. Needs no solver, seldom a network. */
@Component(service = RevertFlow.class)
public final class RevertFlow {
  private final Desks desks;
  private final Languages languages;
  private final Environments environments;
  private final Processes processes;
  private final Adoption adoption;
  private final Completion completion;

  @Activate
  public RevertFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Processes processes,
      @Reference Adoption adoption,
      @Reference Completion completion) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.processes = processes;
    this.adoption = adoption;
    this.completion = completion;
  }

  Receipt run(Caller caller, String environment, OptionalInt number, boolean dryRun) {
    Instant begin = Instant.now();
    States.existing(environments, environment);
    try (HouseDesk desk = desks.open(caller, Wishes.NONE);
        Environments.Hold hold =
            environments.hold(environment, caller.patience(), caller.progress());
        Leases leases = new Leases(languages)) {
      Environments.Generation current = States.existing(environments, environment);
      Environments.Generation meant = meant(environment, current.number(), number);
      State state = meant.state();
      state.runtimes().forEach(States::present);
      Plan plan = plan(environment, meant);
      if (!dryRun && adoption.touched(current)) {
        Drifted.leftBehind(current.number(), desk);
      }
      return completion.complete(
          plan, Baseline.of(Optional.of(current)), hold, leases, desk, dryRun, begin);
    }
  }

  private Environments.Generation meant(String environment, int current, OptionalInt number) {
    List<Environments.Generation> there = environments.generations(environment);
    Optional<Environments.Generation> found =
        number.isPresent()
            ? there.stream().filter(g -> g.number() == number.getAsInt()).findFirst()
            : there.stream().filter(g -> g.number() < current).reduce((older, newer) -> newer);
    return found.orElseThrow(
        () ->
            new Refusal(
                Diagnostic.user(
                    "environment.no-generation",
                    number.isPresent()
                        ? "environment `"
                            + environment
                            + "` has no generation `"
                            + number.getAsInt()
                            + "`"
                        : "environment `" + environment + "` has no generation before " + current,
                    "generations here: "
                        + there.stream()
                            .map(g -> String.valueOf(g.number()))
                            .collect(Collectors.joining(", ")))));
  }

  private Plan plan(String environment, Environments.Generation meant) {
    State state = meant.state();
    return new Plan(
        environment,
        new Target(processes.platform(), state.runtimes()),
        List.of("revert", String.valueOf(meant.number())),
        Portion.parts(state),
        state.carried(),
        Optional.of(meant));
  }
}
