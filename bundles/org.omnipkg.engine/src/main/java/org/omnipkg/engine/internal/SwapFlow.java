package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Other versions become the active ones, of runtimes and of packages; the former ones stay. */
@Component(service = SwapFlow.class)
public final class SwapFlow {
  private final Languages languages;
  private final Environments environments;
  private final Transition transition;

  @Activate
  public SwapFlow(
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Transition transition) {
    this.languages = languages;
    this.environments = environments;
    this.transition = transition;
  }

  Receipt run(Caller caller, SwapRequest request) {
    Optional<State> here =
        environments.current(request.environment()).map(Environments.Generation::state);
    SwapWords sorted =
        SwapWords.of(
            request,
            word -> here.map(s -> BareWords.here(word, s, languages)).orElse(word),
            languages);
    Words words = Words.read(sorted.requirements(), List.of(), caller, languages);
    State state = States.existing(environments, request.environment()).state();
    words.demands().forEach(word -> check(word.dependency(), state));
    Sourcing sourcing = request.sourcing();
    Wishes wishes = Wishes.of(sourcing);
    List<String> command = new ArrayList<>(List.of("swap"));
    command.addAll(request.runtimes());
    command.addAll(request.words());
    Change change =
        new Change(
            request.environment(),
            words,
            sorted.runtimes(),
            sourcing.resolver(),
            false,
            true,
            true,
            false,
            request.dryRun(),
            command);
    return transition.apply(caller, wishes, change);
  }

  private void check(Dependency wanted, State state) {
    String name = wanted.target().name();
    if (!Asked.isOne(wanted, languages)) {
      List<String> here = States.versionsHere(wanted.target(), state);
      throw new Refusal(
          Diagnostic.user(
              "swap.no-version",
              "`" + wanted.text() + "` does not name one version to swap to",
              here.isEmpty() ? "" : "here: " + name + " " + String.join(", ", here)));
    }
    if (States.versionsHere(wanted.target(), state).isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "swap.not-installed",
              "`" + name + "` is not installed here, so there is nothing to swap",
              "`omnipkg install " + wanted.text() + "` installs it"));
    }
  }
}
