package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Inquiry;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Questions, each answered by a class of its own from the state of a generation. */
@Component
public final class Inquiries implements Inquiry {
  private final Languages languages;
  private final Environments environments;
  private final Particulars particulars;
  private final Soundness soundness;
  private final Drifts drifts;

  @Activate
  public Inquiries(
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Particulars particulars,
      @Reference Soundness soundness,
      @Reference Drifts drifts) {
    this.languages = languages;
    this.environments = environments;
    this.particulars = particulars;
    this.soundness = soundness;
    this.drifts = drifts;
  }

  @Override
  public Info info(Caller caller, String environment, String word) {
    return languages.steadily(() -> particulars.of(subject(environment, word), environment));
  }

  @Override
  public Reasons why(Caller caller, String environment, String word) {
    return languages.steadily(() -> Lineage.of(subject(environment, word)));
  }

  private Subject subject(String environment, String word) {
    return Subject.of(word, States.existing(environments, environment), languages);
  }

  @Override
  public Status status(Caller caller, String environment) {
    return languages.steadily(() -> status(environment));
  }

  private Status status(String environment) {
    Environments.Generation generation = States.existing(environments, environment);
    return new Status(
        environment,
        generation.number(),
        generation.state().created(),
        runtime(generation.state()),
        generation.root(),
        packages(generation.state()),
        drifts.of(generation),
        drifts.carried(generation),
        soundness.findings(generation));
  }

  @Override
  public List<Summary> environments(Caller caller) {
    return environments.names().stream().map(this::summary).toList();
  }

  @Override
  public Summary remove(Caller caller, String environment, boolean dryRun) {
    known(environment);
    try (Environments.Hold hold =
        environments.hold(environment, caller.patience(), caller.progress())) {
      known(environment);
      if (!environments.inUse(environment).isEmpty()) {
        throw new Refusal(
            Diagnostic.user(
                "environment.in-use",
                "a process runs in environment `" + environment + "`",
                "end it first"));
      }
      Summary was = summary(environment);
      if (!dryRun) {
        environments.remove(hold);
      }
      return was;
    }
  }

  /** One that cannot be read is known too: it must be possible to remove it. */
  private void known(String environment) {
    if (!environments.names().contains(environment)) {
      States.existing(environments, environment);
    }
  }

  @Override
  public Path commands(Caller caller, String environment) {
    return environments.link(environment).resolve("bin");
  }

  @Override
  public List<String> resolvers(Caller caller) {
    return languages.ids().stream()
        .flatMap(language -> languages.solvers(language).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private Summary summary(String name) {
    try {
      Environments.Generation current = States.existing(environments, name);
      State state = current.state();
      return new Summary(
          name,
          current.number(),
          environments.generations(name).size(),
          runtime(state),
          packages(state),
          state.created(),
          "");
    } catch (Refusal unreadable) {
      String why = unreadable.diagnostic().message();
      return new Summary(name, 0, 0, Optional.empty(), 0, Instant.EPOCH, why);
    }
  }

  private static Optional<String> runtime(State state) {
    return States.words(state.runtimes());
  }

  private static int packages(State state) {
    return (int) state.nodes().stream().filter(node -> node.artifact().isPresent()).count();
  }
}
