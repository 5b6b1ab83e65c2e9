package org.omnipkg.engine.internal;

import java.time.Instant;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** change -> targets -> active closures -> kept versions -> plan; the way of install and swap. */
@Component(service = Transition.class)
public final class Transition {
  private final Desks desks;
  private final Languages languages;
  private final Environments environments;
  private final Processes processes;
  private final Adoption adoption;
  private final Choices choices;
  private final Composing composing;
  private final Completion completion;

  @Activate
  public Transition(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Processes processes,
      @Reference Adoption adoption,
      @Reference Choices choices,
      @Reference Composing composing,
      @Reference Completion completion) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.processes = processes;
    this.adoption = adoption;
    this.choices = choices;
    this.composing = composing;
    this.completion = completion;
  }

  Receipt apply(Caller caller, Wishes wishes, Change change) {
    Instant begin = Instant.now();
    choices.check(change, change.languages());
    Optional<Environments.Generation> fits =
        environments
            .current(change.environment())
            .filter(now -> wishes.scripts().isEmpty() && fits(change, now));
    if (fits.isPresent()) {
      return Completion.unchanged(fits.get(), change.dryRun(), begin);
    }
    try (HouseDesk desk = desks.open(caller, wishes);
        Environments.Hold hold =
            environments.hold(change.environment(), caller.patience(), caller.progress());
        Leases leases = new Leases(languages)) {
      Baseline base = adoption.baseline(hold, desk);
      Plan plan = composing.plan(change, base, leases, desk);
      return completion.complete(plan, base, hold, leases, desk, change.dryRun(), begin);
    }
  }

  /** Whether everything asked for is there already; seen without lock, solver or network. */
  private boolean fits(Change change, Environments.Generation now) {
    return Composing.named(change, Optional.of(now.state())).stream()
            .allMatch(language -> fits(change, language, now.state()))
        && !adoption.touched(now);
  }

  private boolean fits(Change change, String language, State whole) {
    State state = Portion.of(whole, language);
    Optional<Runtime> runtime = States.runtime(state, language);
    String wish = change.runtimes().getOrDefault(language, "");
    if (runtime.isEmpty() || !wish.isEmpty() && !choices.supply().matches(runtime.get(), wish)) {
      return false;
    }
    String range = change.words().runtimes().getOrDefault(language, "");
    if (wish.isEmpty() && !range.isEmpty() && !choices.inRange(runtime.get(), range)) {
      return false;
    }
    Target target = new Target(processes.platform(), whole.runtimes());
    Asked asked = Asked.of(change.words().of(language), target, languages);
    return choices.restsOnWhatIsHere(change, language, state, asked)
        && asked.active().stream().allMatch(one -> Satisfaction.holds(one, state, languages))
        && asked.kept().stream()
            .allMatch(
                one -> state.kept().stream().anyMatch(k -> Satisfaction.isKept(one, k, languages)));
  }
}
