package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.engine.internal.lock.LocalFiles;
import org.omnipkg.engine.internal.lock.Lock;
import org.omnipkg.engine.internal.lock.LockReader;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.process.Processes;
import org.omnipkg.resolve.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** lock -> runtime and files -> plan -> generation -> receipt. No version is chosen here. */
@Component(service = SyncFlow.class)
public final class SyncFlow {
  private final Desks desks;
  private final Languages languages;
  private final Environments environments;
  private final Processes processes;
  private final Adoption adoption;
  private final LockFile files;
  private final StateLock locks;
  private final LockedRuntime runtimes;
  private final LockedPackages packages;
  private final Completion completion;
  private final Permissions permissions;

  @Activate
  public SyncFlow(
      @Reference Desks desks,
      @Reference Languages languages,
      @Reference Environments environments,
      @Reference Processes processes,
      @Reference Adoption adoption,
      @Reference LockFile files,
      @Reference StateLock locks,
      @Reference LockedRuntime runtimes,
      @Reference LockedPackages packages,
      @Reference Completion completion,
      @Reference Permissions permissions) {
    this.desks = desks;
    this.languages = languages;
    this.environments = environments;
    this.processes = processes;
    this.adoption = adoption;
    this.files = files;
    this.locks = locks;
    this.runtimes = runtimes;
    this.packages = packages;
    this.completion = completion;
    this.permissions = permissions;
  }

  Receipt run(Caller caller, Generations.SyncRequest request) {
    Instant begin = Instant.now();
    String name = String.valueOf(request.file().getFileName());
    Lock lock = LockReader.read(files.read(request.file()), name);
    check(lock, name);
    Path folder = Optional.ofNullable(request.file().getParent()).orElse(caller.directory());
    try (HouseDesk desk = desks.open(caller, Wishes.of(request.sourcing()));
        Environments.Hold hold =
            environments.hold(request.environment(), caller.patience(), caller.progress());
        Leases leases = new Leases(languages)) {
      Optional<Environments.Generation> current = environments.current(request.environment());
      Optional<State> state = current.map(Environments.Generation::state);
      List<Runtime> used = new ArrayList<>();
      for (Lock.Runtime runtime : ordered(lock, state)) {
        used.add(runtimes.choose(runtime, state, desk));
      }
      boolean drifted = current.filter(adoption::touched).isPresent();
      permissions.tell(lock, state, desk);
      boolean more = !permissions.owed(lock, state, true, desk).isEmpty();
      if (!drifted && !more && state.isPresent() && fits(state.get(), lock, used, folder)) {
        return Completion.unchanged(current.get(), request.dryRun(), begin);
      }
      Plan plan = plan(request, lock, folder, state, used, name, leases, desk);
      if (drifted && !request.dryRun()) {
        Drifted.leftBehind(current.get().number(), desk);
      }
      return completion.make(
          plan, Baseline.of(current), hold, leases, desk, request.dryRun(), begin);
    }
  }

  private void check(Lock lock, String name) {
    Lock.Target here = Lock.Target.of(processes.platform());
    if (!lock.isFor(here)) {
      throw new Refusal(
          Diagnostic.user(
                  "lock.wrong-target",
                  "`" + name + "` is not a lock for " + here,
                  "make one on a machine like this: `omnipkg install`, then `omnipkg export`")
              .with(lock.targets().stream().map(target -> "it is for " + target).toList()));
    }
    for (Lock.Package one : lock.active().packages()) {
      languages.ecosystem(one.pin().name().ecosystem()).close();
    }
  }

  /**
   * The runtimes of a lock; those of languages that are here already come first, in their order.
   */
  private static List<Lock.Runtime> ordered(Lock lock, Optional<State> state) {
    List<String> here = state.map(Portion::languages).orElse(List.of());
    List<Lock.Runtime> runtimes = new ArrayList<>(lock.runtimes());
    if (runtimes.isEmpty()) {
      throw new Refusal(Diagnostic.user("lock.runtime", "the lock names no runtime", ""));
    }
    runtimes.sort(
        Comparator.comparingInt(
            (Lock.Runtime runtime) ->
                here.contains(runtime.ecosystem())
                    ? here.indexOf(runtime.ecosystem())
                    : here.size()));
    return runtimes;
  }

  private boolean fits(State state, Lock lock, List<Runtime> used, Path folder) {
    boolean same =
        used.size() == state.runtimes().size()
            && used.stream()
                .allMatch(
                    runtime ->
                        States.runtime(state, runtime.ecosystem())
                            .filter(now -> now.executable().equals(runtime.executable()))
                            .isPresent());
    List<Lock.Runtime> named =
        used.stream()
            .map(r -> new Lock.Runtime(r.ecosystem(), r.implementation(), r.version()))
            .toList();
    return same
        && locks.of(state, folder).plain().equals(lock.on(processes.platform(), named).plain());
  }

  private Plan plan(
      Generations.SyncRequest request,
      Lock lock,
      Path folder,
      Optional<State> state,
      List<Runtime> used,
      String name,
      Leases leases,
      HouseDesk desk) {
    LocalFiles local = new LocalFiles(folder);
    Target target = new Target(processes.platform(), used);
    List<Plan.Part> parts = new ArrayList<>();
    for (Runtime runtime : used) {
      String language = runtime.ecosystem();
      LockedPackages.Site site =
          new LockedPackages.Site(
              target,
              local,
              state.map(SyncFlow::all).orElse(List.of()),
              request.sourcing().resolver(),
              !request.dryRun(),
              leases.of(language),
              desk);
      parts.add(part(lock, site, state.map(s -> s.resolver(language)).orElse("")));
    }
    return new Plan(
        request.environment(), target, List.of("sync", name), parts, List.of(), Optional.empty());
  }

  private Plan.Part part(Lock lock, LockedPackages.Site site, String resolver) {
    String language = site.ecosystem().id();
    Map<Pin, State.Offer> offers = new LinkedHashMap<>();
    boolean complete =
        lock.targets().isEmpty()
            || own(lock.active(), site).stream().anyMatch(one -> !one.when().isEmpty());
    LockedHere here = LockedHere.of(own(lock.active(), site), lock.active().edges(), site);
    Resolution active = resolution(here.packages(), here.edges(), site, offers);
    List<State.Kept> kept = new ArrayList<>();
    for (Lock.Kept one : lock.kept()) {
      if (one.root().startsWith(language + ":")) {
        Resolution closure =
            resolution(own(one.closure(), site), one.closure().edges(), site, offers);
        kept.add(
            new State.Kept(
                site.local().absolute(one.root()), closure.nodes(), closure.edges(), Map.of()));
      }
    }
    return new Plan.Part(
        language,
        Portion.roots(lock.roots(), language).stream().map(site.local()::absolute).toList(),
        active,
        resolver.isEmpty() ? Origins.LOCK : resolver,
        kept,
        List.copyOf(offers.values()),
        complete ? Optional.of(here.elsewhere()) : Optional.empty());
  }

  private static List<Lock.Package> own(Lock.Closure closure, LockedPackages.Site site) {
    return closure.packages().stream()
        .filter(one -> one.pin().name().ecosystem().equals(site.ecosystem().id()))
        .toList();
  }

  private Resolution resolution(
      List<Lock.Package> own,
      List<Edge> demands,
      LockedPackages.Site site,
      Map<Pin, State.Offer> offers) {
    List<Node> nodes = packages.nodes(own, site);
    Set<String> ids = Portion.ids(nodes);
    own.stream()
        .filter(one -> one.source() == Lock.Source.INDEX)
        .forEach(one -> offers.putIfAbsent(one.pin(), offer(one)));
    List<Edge> edges =
        demands.stream()
            .filter(edge -> ids.contains(edge.to()))
            .map(edge -> LockedHere.absolute(edge, site))
            .toList();
    return new Resolution(nodes, edges, Set.of());
  }

  /** What the lock says of a package's files, so that the next lock says the same. */
  private static State.Offer offer(Lock.Package one) {
    return new State.Offer(
        one.pin(),
        one.files().stream()
            .map(
                file ->
                    new Artifact(
                        file.filename(),
                        file.format(),
                        Locating.nowhere(one.purl()),
                        file.hashes(),
                        file.size(),
                        Map.of()))
            .toList());
  }

  private static List<Node> all(State state) {
    List<Node> all = new ArrayList<>(state.nodes());
    state.kept().forEach(kept -> all.addAll(kept.nodes()));
    return all;
  }
}
