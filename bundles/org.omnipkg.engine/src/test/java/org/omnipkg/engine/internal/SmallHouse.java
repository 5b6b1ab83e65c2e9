package org.omnipkg.engine.internal;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Places;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.store.Upkeep;
import org.osgi.service.log.Logger;

/** The real flows over rooms made by hand. */
final class SmallHouse {
  final Path work;
  final FixedLanguages languages = new FixedLanguages(new SmallLanguage());
  final MemoryEnvironments environments;
  final FolderStore store;
  final CannedFetcher fetcher = new CannedFetcher();
  final Stubs.MapSettings settings = new Stubs.MapSettings();
  final Stubs.OneFile unpacker = new Stubs.OneFile();
  final Tools tools;
  final Stubs.NoProcesses processes = new Stubs.NoProcesses();
  final Stubs.OneRuntime runtimes;
  final Locating locating;
  final Acquisition acquisition;
  final SourceList sources;
  final Desks desks;
  final Drifts drifts;
  final Adoption adoption;
  final Solving solving;
  final Choices choices;
  final Composing composing;
  final Permissions permissions;
  final PassingResolver resolver = new PassingResolver();
  final InstallFlow install;
  final GenerationFlows generations;
  final SwapFlow swap;
  final UninstallFlow uninstall;
  final Disk disk = new Disk(nothingToExplain());
  final SmallSolver solver = new SmallSolver(this::node, this::parse);
  final List<Problem> problems = solver.problems;
  final Map<String, List<String>> needs = solver.needs;
  final Set<String> impossible = solver.impossible;

  SmallHouse(Path home) throws IOException {
    work = Files.createDirectories(home.resolve("work"));
    Places places = () -> home;
    environments = new MemoryEnvironments(places.environments());
    store = new FolderStore(places.store());
    Path python = Files.createFile(home.resolve("python3"));
    python.toFile().setExecutable(true);
    runtimes =
        new Stubs.OneRuntime(
            new Runtime(
                "python",
                "cpython",
                "3.11.4",
                python,
                home,
                "path",
                Map.of("python_version", "3.11")));
    languages.skills.put(RuntimeSource.class, new Stubs.ByPrefix());
    languages.solvers.put("small", solver);
    locating = new Locating(resolver, languages);
    acquisition = new Acquisition(store, store, unpacker, locating);
    sources =
        new SourceList(
            settings,
            languages,
            runtimes,
            new LocalCopies(fetcher, places),
            new StoredReleases(languages, store, store));
    tools = new Tools(languages, runtimes, acquisition, store, store, processes);
    desks =
        new Desks(
            fetcher,
            processes,
            places,
            tools,
            sources,
            settings,
            store,
            unpacker,
            new PackedFiles(languages));
    drifts = new Drifts(environments, languages, store);
    adoption =
        new Adoption(
            environments, languages, drifts, new AdoptedArtifacts(places), processes, places);
    PlanExecutor plans =
        new PlanExecutor(
            acquisition,
            environments,
            new Natives(places, processes),
            settings,
            drifts,
            new OldGenerations(environments, silent(), Integer.MAX_VALUE));
    SourceBuild builds = new SourceBuild(languages, unpacker, plans, environments, store, places);
    Answers answers = new Answers(languages, tools);
    solving = new Solving(languages, resolver, builds, answers);
    Offers offers = new Offers(resolver, answers);
    choices = new Choices(languages, runtimes, settings);
    composing = new Composing(languages, solving, processes, offers, choices);
    permissions = new Permissions(languages, settings, store);
    Finishing finishing =
        new Finishing(
            acquisition,
            new Tooling(composing, choices, plans, environments),
            plans,
            environments,
            languages,
            permissions,
            store,
            places);
    Completion completion =
        new Completion(
            plans,
            new Bytecode(processes, store, environments, store, places, silent()),
            adoption,
            languages,
            finishing,
            permissions);
    Transition transition =
        new Transition(
            desks, languages, environments, processes, adoption, choices, composing, completion);
    ProjectWords projects = new ProjectWords(languages, new ProjectFiles(places), desks, runtimes);
    install =
        new InstallFlow(
            languages,
            transition,
            projects,
            environments,
            desks,
            settings,
            new Meanings(languages, store, projects),
            sources);
    generations = generations(places, builds, adoption, completion);
    swap = new SwapFlow(languages, environments, transition);
    uninstall =
        new UninstallFlow(
            desks,
            languages,
            environments,
            solving,
            processes,
            choices,
            adoption,
            offers,
            completion);
  }

  private GenerationFlows generations(
      Places places, SourceBuild builds, Adoption adoption, Completion completion) {
    LockFile files = new LockFile(places, new ProjectFiles(places));
    StateLock locks = new StateLock(languages, processes, permissions);
    return new GenerationFlows(
        languages,
        environments,
        new HistoryFlow(environments, languages),
        new RevertFlow(desks, languages, environments, processes, adoption, completion),
        new SyncFlow(
            desks,
            languages,
            environments,
            processes,
            adoption,
            files,
            locks,
            new LockedRuntime(languages, runtimes),
            new LockedPackages(
                acquisition, locating, builds, solving, new AdoptedArtifacts(places), choices),
            completion,
            permissions),
        locks,
        files,
        disk,
        new Roots(
            environments,
            nothingToExplain(),
            store,
            places,
            new Tools(languages, runtimes, acquisition, store, store, processes)));
  }

  private static Upkeep nothingToExplain() {
    return (Upkeep)
        Proxy.newProxyInstance(
            Upkeep.class.getClassLoader(),
            new Class<?>[] {Upkeep.class},
            (proxy, method, arguments) -> Optional.empty());
  }

  /** Another Python. */
  Runtime python(String version) {
    Runtime one = runtimes.runtime;
    return new Runtime(
        "python", "cpython", version, one.executable(), one.home(), "path", one.facts());
  }

  /** From now on there is a tool whose tree has this key. */
  void tool(String key) {
    byte[] row = (key + "\n1").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    store.put("tools", "python:small:small", row);
  }

  Caller caller() {
    return caller(true);
  }

  Caller caller(boolean offline) {
    return new Caller(Map.of(), work, offline, Duration.ZERO, Progress.SILENT);
  }

  /** One on the network who is told. */
  Caller caller(Progress progress) {
    return new Caller(Map.of(), work, false, Duration.ZERO, progress);
  }

  HouseDesk desk() {
    return desks.open(caller(), Wishes.NONE);
  }

  Target target() {
    return new Target(processes.platform(), List.of(runtimes.runtime));
  }

  static InstallRequest request(Optional<String> resolver, String... words) {
    InstallRequest plain = request(words);
    return new InstallRequest(
        plain.environment(),
        plain.words(),
        plain.files(),
        plain.python(),
        resolver,
        plain.indexes().stream().findFirst(),
        plain.extraIndexes(),
        plain.findLinks(),
        plain.prereleases(),
        plain.upgrade(),
        plain.sandbox(),
        plain.dryRun());
  }

  static InstallRequest request(boolean upgrade, boolean dryRun, String... words) {
    return new InstallRequest(
        "main",
        List.of(words),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        false,
        upgrade,
        true,
        dryRun);
  }

  static InstallRequest request(String... words) {
    return request(false, false, words);
  }

  static PackageName name(String name) {
    return new PackageName("python", name);
  }

  Dependency parse(String words) {
    return Words.demand(words, "", languages).dependency();
  }

  /** A node whose bytes can be fetched. */
  Node node(String name, String version) {
    Artifact artifact = fetcher.offer(name + "-" + version + ".whl", "wheel", name + " " + version);
    return new Node(name, new Pin(name(name), version), Optional.of(artifact), Set.of(), "index");
  }

  static Edge edge(String from, String to) {
    return new Edge(from, to, Tie.NEEDS, Role.RUN, to, "");
  }

  /** A resolution of nodes that nothing but the user asked for. */
  static Resolution only(Node... nodes) {
    List<Edge> edges = java.util.Arrays.stream(nodes).map(node -> edge("", node.id())).toList();
    return new Resolution(List.of(nodes), edges, Set.of());
  }

  State state(List<String> roots, List<Node> nodes, Edge... edges) {
    return State.made(Instant.EPOCH, List.of("install"))
        .runtimes(List.of(runtimes.runtime))
        .roots(roots)
        .nodes(nodes)
        .edges(List.of(edges))
        .resolvers(Map.of("python", "small"))
        .state();
  }

  List<String> roots() {
    return environments.current("main").orElseThrow().state().roots();
  }

  /** Kept versions, as `name version`, oldest first. */
  String kept() {
    return environments.current("main").orElseThrow().state().kept().stream()
        .map(kept -> KeptVersions.node(kept).orElseThrow().pin())
        .map(pin -> pin.name().name() + " " + pin.version())
        .collect(Collectors.joining(", "));
  }

  int generations() {
    return environments.generations("main").size();
  }

  /** `name version`, sorted. */
  String contents() {
    return environments.current("main").orElseThrow().state().nodes().stream()
        .map(node -> node.pin().name().name() + " " + node.pin().version())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static Logger silent() {
    return (Logger)
        java.lang.reflect.Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class ? Boolean.FALSE : null);
  }
}
