package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Generations;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The generations that are there, told by what each changed. Reads, and waits for nobody. */
@Component(service = HistoryFlow.class)
public final class HistoryFlow {
  private final Environments environments;
  private final Languages languages;

  @Activate
  public HistoryFlow(@Reference Environments environments, @Reference Languages languages) {
    this.environments = environments;
    this.languages = languages;
  }

  List<Generations.Entry> run(String environment) {
    int current = States.existing(environments, environment).number();
    Set<Integer> used = environments.inUse(environment);
    List<Generations.Entry> entries = new ArrayList<>();
    Optional<State> before = Optional.empty();
    for (Environments.Generation generation : environments.generations(environment)) {
      State state = generation.state();
      entries.add(
          new Generations.Entry(
              generation.number(),
              state.created(),
              state.command(),
              States.words(state.runtimes()),
              States.changes(before, state.nodes(), state.kept(), languages),
              generation.number() == current,
              used.contains(generation.number())));
      before = Optional.of(state);
    }
    Collections.reverse(entries);
    return List.copyOf(entries);
  }
}
