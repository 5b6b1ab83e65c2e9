package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;

/** A passing environment that some work is done in. */
final class FinishingPlace implements AutoCloseable {
  private static final String SYSTEM = "/usr/local/bin:/usr/bin:/bin";

  private final Environments environments;
  private final Environments.Hold hold;
  private final Environments.Generation generation;
  private final Function<String, Layout> layouts;

  private FinishingPlace(
      Environments environments,
      Environments.Hold hold,
      Environments.Generation generation,
      Function<String, Layout> layouts) {
    this.environments = environments;
    this.hold = hold;
    this.generation = generation;
    this.layouts = layouts;
  }

  /** What is to be in it, once its name is known. */
  interface Planning {
    Plan plan(String environment);
  }

  static FinishingPlace make(
      Planning planning,
      PlanExecutor plans,
      Environments environments,
      Function<String, Layout> layouts,
      HouseDesk desk) {
    String name = ".build-" + UUID.randomUUID();
    Environments.Hold hold = environments.hold(name, Duration.ofSeconds(1), desk.progress());
    try {
      Plan plan = planning.plan(name);
      return new FinishingPlace(
          environments, hold, plans.execute(plan, hold, layouts, desk).generation(), layouts);
    } catch (RuntimeException | Error failed) {
      remove(environments, hold);
      throw failed;
    }
  }

  Path root() {
    return generation.root();
  }

  /** Everything a confined child must see to work here. */
  Set<Path> shown(Path store) {
    Set<Path> shown = new LinkedHashSet<>(List.of(root(), environments.farm(generation)));
    generation.state().trees().values().forEach(tree -> shown.add(store.resolve(tree)));
    generation.state().runtimes().forEach(runtime -> shown.add(runtime.home()));
    return shown;
  }

  /** Variables of a command here, the commands of another place behind its own. */
  Map<String, String> variables(List<FinishingPlace> others) {
    Map<String, String> variables = new HashMap<>();
    List<String> path = new ArrayList<>(List.of(root().resolve("bin").toString()));
    variables.putAll(own());
    for (FinishingPlace other : others) {
      path.add(other.root().resolve("bin").toString());
      other.own().forEach(variables::putIfAbsent);
    }
    variables.put("PATH", String.join(":", path) + ":" + SYSTEM);
    return variables;
  }

  private Map<String, String> own() {
    Map<String, String> own = new HashMap<>();
    for (Runtime runtime : generation.state().runtimes()) {
      own.putAll(layouts.apply(runtime.ecosystem()).running(root(), runtime, Map.of()).set());
      ExecutionPlans.variables(runtime).forEach(own::putIfAbsent);
    }
    return own;
  }

  @Override
  public void close() {
    remove(environments, hold);
  }

  private static void remove(Environments environments, Environments.Hold hold) {
    try (hold) {
      environments.remove(hold);
    }
  }
}
