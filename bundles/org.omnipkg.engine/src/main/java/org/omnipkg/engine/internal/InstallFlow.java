package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Settings;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Words, files or the project's own requirements become a change. */
@Component(service = InstallFlow.class)
public final class InstallFlow {
  private final Languages languages;
  private final Transition transition;
  private final ProjectWords projects;
  private final Environments environments;
  private final Desks desks;
  private final Settings settings;
  private final Meanings meanings;
  private final SourceList sources;

  @Activate
  public InstallFlow(
      @Reference Languages languages,
      @Reference Transition transition,
      @Reference ProjectWords projects,
      @Reference Environments environments,
      @Reference Desks desks,
      @Reference Settings settings,
      @Reference Meanings meanings,
      @Reference SourceList sources) {
    this.languages = languages;
    this.transition = transition;
    this.projects = projects;
    this.environments = environments;
    this.desks = desks;
    this.settings = settings;
    this.meanings = meanings;
    this.sources = sources;
  }

  Receipt run(Caller caller, InstallRequest request) {
    RuntimeWords sorted = RuntimeWords.of(request.words(), languages);
    Map<String, String> runtimes = new LinkedHashMap<>(sorted.runtimes());
    request.python().ifPresent(version -> RuntimeWords.add(runtimes, Words.BARE, version));
    Words words =
        sorted.others().isEmpty() && request.files().isEmpty()
            ? project(caller, runtimes)
            : Words.read(
                settled(sorted.others(), request, caller), request.files(), caller, languages);
    words.limit(request.constraints(), caller, languages);
    words.override(request.overrides(), caller, languages);
    Wishes wishes =
        new Wishes(
            request.indexes(),
            request.extraIndexes(),
            request.findLinks(),
            words.sources(),
            request.sandbox(),
            request.scripts());
    List<String> command = new ArrayList<>(List.of("install"));
    command.addAll(request.words());
    for (Path file : request.files()) {
      command.addAll(List.of("-r", file.toString()));
    }
    for (Path file : request.constraints()) {
      command.addAll(List.of("-c", file.toString()));
    }
    for (Path file : request.overrides()) {
      command.addAll(List.of("--override", file.toString()));
    }
    boolean particular =
        request.prereleases()
            || !request.scripts().isEmpty()
            || !request.indexes().isEmpty()
            || !request.extraIndexes().isEmpty()
            || !request.findLinks().isEmpty();
    Change change =
        new Change(
            request.environment(),
            words,
            runtimes,
            request.resolver(),
            request.prereleases() || words.prereleases(),
            !request.upgrade(),
            false,
            particular,
            request.dryRun(),
            command);
    return transition.apply(caller, wishes, change);
  }

  /** With the language of every word that says none. */
  private List<String> settled(List<String> words, InstallRequest request, Caller caller) {
    boolean none = words.stream().noneMatch(w -> !Words.isPrefixed(w) && BareWords.isOpen(w));
    String rule = settings.get(caller, "bare-words").value();
    if (none || isPythons(request) || rule.equals("python")) {
      return words;
    }
    Optional<State> state =
        environments.current(request.environment()).map(Environments.Generation::state);
    Wishes places =
        new Wishes(
            request.indexes(),
            request.extraIndexes(),
            request.findLinks(),
            List.of(),
            request.sandbox(),
            List.of());
    try (HouseDesk desk = desks.open(caller, places)) {
      // A name that may be of the user's own index is told to no other registry.
      if (rule.equals("auto") && sources.isOwn(Words.BARE, desk)) {
        return meanings.here(words, state);
      }
      String seconds = settings.get(caller, "bare-words-seconds").value();
      return meanings.of(words, state, Duration.ofSeconds(Long.parseLong(seconds)), desk);
    }
  }

  /** Whether the command line speaks of Python in another way. */
  private boolean isPythons(InstallRequest request) {
    List<String> places = new ArrayList<>(request.indexes());
    places.addAll(request.extraIndexes());
    places.addAll(request.findLinks());
    return request.python().isPresent()
        || !request.files().isEmpty()
        || !request.constraints().isEmpty()
        || !request.overrides().isEmpty()
        || !Addressed.to(Words.BARE, places, languages).isEmpty()
        || request.resolver().isPresent() && isPythons(request.resolver().get());
  }

  private boolean isPythons(String resolver) {
    return languages.ids().stream()
        .noneMatch(one -> !one.equals(Words.BARE) && languages.solvers(one).contains(resolver));
  }

  /** What the project asks for, where the command line names nothing. */
  private Words project(Caller caller, Map<String, String> runtimes) {
    Optional<Words> project = projects.read(caller);
    if (project.isEmpty() && runtimes.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "usage.missing-argument",
              "`install` needs something to install",
              "`omnipkg install rich`, `omnipkg install -r requirements.txt`, or `requirements` in"
                  + " the project's omnipkg.toml"));
    }
    return project.orElseGet(Words::none);
  }
}
