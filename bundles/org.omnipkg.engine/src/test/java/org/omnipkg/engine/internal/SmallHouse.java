package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.log.Logger;

/** The real flows over rooms made by hand. */
final class SmallHouse {
  final Path work;
  final FixedLanguages languages = new FixedLanguages(new SmallLanguage());
  final MemoryEnvironments environments;
  final FolderStore store;
  final CannedFetcher fetcher = new CannedFetcher();
  final Stubs.MapSettings settings = new Stubs.MapSettings();
  final Stubs.NoProcesses processes = new Stubs.NoProcesses();
  final Stubs.OneRuntime runtimes;
  final Acquisition acquisition;
  final SourceList sources;
  final Desks desks;
  final Solving solving;
  final InstallFlow install;
  final UninstallFlow uninstall;
  final List<Problem> problems = new ArrayList<>();

  SmallHouse(Path home) throws IOException {
    work = Files.createDirectories(home.resolve("work"));
    FolderPlaces places = new FolderPlaces(home);
    environments = new MemoryEnvironments(places.environments());
    store = new FolderStore(places.store());
    Path python = Files.createFile(home.resolve("python3"));
    python.toFile().setExecutable(true);
    runtimes =
        new Stubs.OneRuntime(
            new Runtime("python", "cpython", "3.11.4", python, home, "path", Map.of()));
    languages.skills.put(RuntimeSource.class, new Stubs.ByPrefix());
    languages.solvers.put("small", this::newest);
    Stubs.OneFile unpacker = new Stubs.OneFile();
    acquisition = new Acquisition(store, store, unpacker);
    sources =
        new SourceList(
            settings,
            languages,
            runtimes,
            new LocalCopies(fetcher, places),
            new StoredReleases(languages, store, store));
    Tools tools = new Tools(languages, runtimes, acquisition, store, store, processes);
    desks = new Desks(fetcher, processes, places, tools, sources, settings);
    PlanExecutor plans =
        new PlanExecutor(acquisition, environments, new Natives(places, processes), settings);
    SourceBuild builds = new SourceBuild(languages, unpacker, plans, environments, store, places);
    solving = new Solving(languages, new PassingResolver(), builds);
    install =
        new InstallFlow(
            desks,
            languages,
            runtimes,
            environments,
            solving,
            plans,
            processes,
            settings,
            new Bytecode(processes, store, places, silent()),
            new Adoption(environments),
            new Offers());
    uninstall = new UninstallFlow(desks, languages, environments, plans, processes);
  }

  Caller caller() {
    return caller(true);
  }

  Caller caller(boolean offline) {
    return new Caller(Map.of(), work, offline, Duration.ZERO, Progress.SILENT);
  }

  HouseDesk desk() {
    return desks.open(caller(), Wishes.NONE);
  }

  Target target() {
    return new Target(processes.platform(), List.of(runtimes.runtime));
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
    return new State(
        0,
        Instant.EPOCH,
        List.of("install"),
        List.of(runtimes.runtime),
        roots,
        nodes,
        List.of(edges),
        Map.of(),
        "small");
  }

  /** Takes the version after `==`, else the one preferred, else 9; nothing needs anything. */
  private Outcome newest(Problem problem, Facts facts, org.omnipkg.spi.Desk desk) {
    problems.add(problem);
    Node[] nodes =
        problem.roots().stream()
            .map(
                root ->
                    node(
                        root.target().name(),
                        root.range().startsWith("==")
                            ? root.range().substring(2)
                            : problem.preferred().getOrDefault(root.target(), "9")))
            .distinct()
            .toArray(Node[]::new);
    return Outcome.solved(only(nodes));
  }

  List<String> roots() {
    return environments.current("main").orElseThrow().state().roots();
  }

  /** `name version`, sorted. */
  String contents() {
    return environments.current("main").orElseThrow().state().nodes().stream()
        .map(node -> node.pin().name().name() + " " + node.pin().version())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Logger silent() {
    return (Logger)
        java.lang.reflect.Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) ->
                method.getReturnType() == boolean.class ? Boolean.FALSE : null);
  }
}
