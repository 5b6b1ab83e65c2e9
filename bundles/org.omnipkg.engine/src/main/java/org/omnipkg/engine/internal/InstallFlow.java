package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Receipt;
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

  @Activate
  public InstallFlow(
      @Reference Languages languages,
      @Reference Transition transition,
      @Reference ProjectWords projects) {
    this.languages = languages;
    this.transition = transition;
    this.projects = projects;
  }

  Receipt run(Caller caller, InstallRequest request) {
    RuntimeWords sorted = RuntimeWords.of(request.words(), languages);
    Map<String, String> runtimes = new LinkedHashMap<>(sorted.runtimes());
    request.python().ifPresent(version -> RuntimeWords.add(runtimes, Words.BARE, version));
    Words words =
        sorted.others().isEmpty() && request.files().isEmpty()
            ? project(caller, runtimes)
            : Words.read(sorted.others(), request.files(), caller, languages);
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
    return project.orElseGet(() -> Words.none(caller));
  }
}
