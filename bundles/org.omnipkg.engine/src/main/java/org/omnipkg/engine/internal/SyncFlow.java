package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
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
import org.omnipkg.spi.Ecosystem;
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
      @Reference Completion completion) {
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
  }

  Receipt run(Caller caller, Generations.SyncRequest request) {
    Instant begin = Instant.now();
    String name = String.valueOf(request.file().getFileName());
    Lock lock = LockReader.read(files.read(request.file()), name);
    check(lock, name);
    Path folder = Optional.ofNullable(request.file().getParent()).orElse(caller.directory());
    try (HouseDesk desk = desks.open(caller, wishes(request.sourcing()));
        Environments.Hold hold =
            environments.hold(request.environment(), caller.patience(), caller.progress());
        Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      Optional<Environments.Generation> current = environments.current(request.environment());
      Optional<State> state = current.map(Environments.Generation::state);
      Runtime runtime = runtimes.choose(runtime(lock), state, desk);
      boolean drifted = current.filter(adoption::touched).isPresent();
      if (!drifted && state.isPresent() && fits(state.get(), lock, runtime, folder)) {
        return Completion.unchanged(current.get(), request.dryRun(), begin);
      }
      Plan plan = plan(request, lock, folder, state, runtime, name, lease.service(), desk);
      if (drifted && !request.dryRun()) {
        Drifted.leftBehind(current.get().number(), desk);
      }
      return completion.make(
          plan, Baseline.of(current), hold, lease.service(), desk, request.dryRun(), begin);
    }
  }

  private void check(Lock lock, String name) {
    Lock.Target here = Lock.Target.of(processes.platform());
    if (!lock.targets().contains(here)) {
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

  private static Lock.Runtime runtime(Lock lock) {
    return lock.runtimes().stream()
        .filter(runtime -> runtime.ecosystem().equals(Words.BARE))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user("lock.runtime", "the lock names no " + Words.BARE, "")));
  }

  private boolean fits(State state, Lock lock, Runtime runtime, Path folder) {
    Lock.Runtime used =
        new Lock.Runtime(runtime.ecosystem(), runtime.implementation(), runtime.version());
    boolean same =
        States.runtime(state, runtime.ecosystem())
            .filter(now -> now.executable().equals(runtime.executable()))
            .isPresent();
    return same && locks.of(state, folder).equals(lock.on(processes.platform(), List.of(used)));
  }

  private Plan plan(
      Generations.SyncRequest request,
      Lock lock,
      Path folder,
      Optional<State> state,
      Runtime runtime,
      String name,
      Ecosystem ecosystem,
      HouseDesk desk) {
    LocalFiles local = new LocalFiles(folder);
    Target target = new Target(processes.platform(), List.of(runtime));
    LockedPackages.Site site =
        new LockedPackages.Site(
            target,
            local,
            state.map(SyncFlow::all).orElse(List.of()),
            request.sourcing().resolver(),
            !request.dryRun(),
            ecosystem,
            desk);
    Map<Pin, State.Offer> offers = new LinkedHashMap<>();
    Resolution active = resolution(lock.active(), site, offers);
    List<State.Kept> kept = new ArrayList<>();
    for (Lock.Kept one : lock.kept()) {
      Resolution closure = resolution(one.closure(), site, offers);
      kept.add(
          new State.Kept(local.absolute(one.root()), closure.nodes(), closure.edges(), Map.of()));
    }
    return new Plan(
        ecosystem.id(),
        request.environment(),
        target,
        lock.roots().stream().map(local::absolute).toList(),
        active,
        state.map(State::resolver).orElse(Origins.LOCK),
        List.of("sync", name),
        kept,
        List.copyOf(offers.values()),
        List.of(),
        Optional.empty());
  }

  private Resolution resolution(
      Lock.Closure closure, LockedPackages.Site site, Map<Pin, State.Offer> offers) {
    List<Node> nodes = packages.nodes(closure.packages(), site);
    closure.packages().stream()
        .filter(one -> one.source() == Lock.Source.INDEX)
        .forEach(one -> offers.putIfAbsent(one.pin(), offer(one)));
    List<Edge> edges =
        closure.edges().stream()
            .map(
                edge ->
                    new Edge(
                        edge.from(),
                        edge.to(),
                        edge.tie(),
                        edge.role(),
                        site.local().absolute(edge.text()),
                        edge.when()))
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

  private static Wishes wishes(Sourcing sourcing) {
    return new Wishes(
        sourcing.index(),
        sourcing.extraIndexes(),
        sourcing.findLinks(),
        List.of(),
        sourcing.sandbox());
  }
}
