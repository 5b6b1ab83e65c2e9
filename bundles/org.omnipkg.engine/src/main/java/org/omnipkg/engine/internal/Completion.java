package org.omnipkg.engine.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Receipt;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** plan -> generation -> receipt; a plan of what is there already makes no generation. */
@Component(service = Completion.class)
public final class Completion {
  private final PlanExecutor plans;
  private final Bytecode bytecode;
  private final Adoption adoption;
  private final Languages languages;
  private final Finishing finishing;
  private final Permissions permissions;

  @Activate
  public Completion(
      @Reference PlanExecutor plans,
      @Reference Bytecode bytecode,
      @Reference Adoption adoption,
      @Reference Languages languages,
      @Reference Finishing finishing,
      @Reference Permissions permissions) {
    this.plans = plans;
    this.bytecode = bytecode;
    this.adoption = adoption;
    this.languages = languages;
    this.finishing = finishing;
    this.permissions = permissions;
  }

  Receipt complete(
      Plan plan,
      Baseline base,
      Environments.Hold hold,
      Leases leases,
      HouseDesk desk,
      boolean dryRun,
      Instant begin) {
    Optional<Environments.Generation> current = base.generation();
    if (current
        .filter(now -> Sameness.of(now.state(), plan) && !adoption.touched(now))
        .filter(now -> !permissions.asksForMore(base.state(), desk))
        .isPresent()) {
      return unchanged(current.get(), dryRun, begin);
    }
    return make(plan, base, hold, leases, desk, dryRun, begin);
  }

  /** Makes a generation even of what is there already. */
  Receipt make(
      Plan plan,
      Baseline base,
      Environments.Hold hold,
      Leases leases,
      HouseDesk desk,
      boolean dryRun,
      Instant begin) {
    Optional<Environments.Generation> current = base.generation();
    int previous = current.map(Environments.Generation::number).orElse(0);
    int number = previous;
    long downloaded = 0;
    List<Runtime> runtimes = plan.target().runtimes();
    if (!dryRun) {
      downloaded = finishing.prepare(plan, base.state(), leases, desk);
      PlanExecutor.Made made =
          plans.execute(plan, hold, language -> leases.of(language).layout(), desk);
      number = made.generation().number();
      downloaded += made.downloaded();
      for (Runtime runtime : runtimes) {
        bytecode.later(made.trees().getOrDefault(runtime.ecosystem(), List.of()), runtime);
      }
    }
    List<Receipt.Change> changes = new ArrayList<>(base.adopted());
    changes.addAll(States.changes(base.state(), plan.nodes(), plan.kept(), languages));
    return new Receipt(
        plan.environment(),
        number,
        previous,
        States.words(runtimes),
        base.state().flatMap(state -> former(state.runtimes(), runtimes)),
        changes,
        dryRun,
        downloaded,
        Duration.between(begin, Instant.now()),
        base.state().map(state -> moved(state.runtimes(), runtimes)).orElse(List.of()));
  }

  private static List<Receipt.Moved> moved(List<Runtime> before, List<Runtime> now) {
    List<Receipt.Moved> moved = new ArrayList<>();
    for (Runtime old : before) {
      now.stream()
          .filter(one -> one.ecosystem().equals(old.ecosystem()) && !one.equals(old))
          .forEach(
              one ->
                  moved.add(
                      new Receipt.Moved(one.ecosystem(), States.words(old), States.words(one))));
    }
    return moved;
  }

  /** The runtimes before, when one of them was another. */
  private static Optional<String> former(List<Runtime> before, List<Runtime> now) {
    return moved(before, now).isEmpty() ? Optional.empty() : States.words(before);
  }

  static Receipt unchanged(Environments.Generation now, boolean dryRun, Instant begin) {
    State state = now.state();
    return new Receipt(
        now.environment(),
        now.number(),
        now.number(),
        States.words(state.runtimes()),
        List.of(),
        dryRun,
        0,
        Duration.between(begin, Instant.now()));
  }
}
