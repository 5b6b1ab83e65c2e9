package org.omnipkg.engine.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.RuntimeSource;
import org.omnipkg.spi.Solver;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.OtherLayout;

/**
 * A second language, `toy`: Python's words, ids with its own name in front, a solver of its own.
 */
final class ToyLanguage implements Ecosystem, Grammar, Solver {
  /** Behind words for what may be left out. */
  static final String OPTIONAL = "; optional";

  /** Between a package's words and the name it is to be installed under. */
  static final String ALIAS = " as ";

  private final SmallLanguage files = new SmallLanguage();
  private final SmallHouse house;
  final List<Problem> problems = new ArrayList<>();

  /** What `name version` needs; with a language in front of another one. */
  final Map<String, List<String>> needs = new HashMap<>();

  /** The runtime taken where there is a choice. */
  String taken = "";

  /** Given as needs only, without an edge. */
  boolean silent;

  private ToyLanguage(SmallHouse house) {
    this.house = house;
  }

  /** The house learns it; runtimes of versions 1.0 and 2.0 are there. */
  static ToyLanguage learnt(SmallHouse house, Path home) throws java.io.IOException {
    ToyLanguage toy = new ToyLanguage(house);
    house.languages.ecosystems.add(toy);
    house.languages.own.put("toy house", toy);
    house.languages.special.put("toy " + RuntimeSource.class.getSimpleName(), source());
    for (String version : List.of("1.0", "2.0")) {
      Path executable = Files.createFile(home.resolve("toy-" + version));
      executable.toFile().setExecutable(true);
      house.runtimes.others.add(
          new Runtime("toy", "toy", version, executable, home, "path", Map.of()));
    }
    return toy;
  }

  private static RuntimeSource source() {
    return new Stubs.ByPrefix("toy");
  }

  @Override
  public String id() {
    return "toy";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("ty");
  }

  @Override
  public Grammar grammar() {
    return this;
  }

  @Override
  public Versions versions() {
    return files.versions();
  }

  @Override
  public PackageIndex index() {
    return files.index();
  }

  @Override
  public Layout layout() {
    return new OtherLayout(files) {
      @Override
      public String shelf() {
        return "toys";
      }
    };
  }

  @Override
  public Dependency parse(String words) {
    boolean optional = words.endsWith(OPTIONAL);
    String[] parts = words.replace(OPTIONAL, "").split(ALIAS, 2);
    Dependency read = files.grammar().parse(parts[0]);
    return new Dependency(
        name(read.target().name()),
        read.range(),
        read.features(),
        parts.length > 1 ? parts[1] : "",
        optional ? Tie.OPTIONAL : read.tie(),
        read.role(),
        read.when(),
        read.direct(),
        words);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("toy", spelled);
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:toy/" + pin.name().name() + "@" + pin.version();
  }

  Node node(String name, String version) {
    Artifact artifact =
        house.fetcher.offer(name + "-" + version + ".toy", "toy", "toy " + name + version);
    return new Node(
        "toy:" + name, new Pin(name(name), version), Optional.of(artifact), Set.of(), "toys");
  }

  /** The version after `==`, else the one preferred, else 9. */
  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    problems.add(problem);
    Map<String, Node> chosen = new LinkedHashMap<>();
    Set<Edge> edges = new LinkedHashSet<>();
    List<Dependency> outward = new ArrayList<>();
    Deque<Map.Entry<String, Dependency>> open = new ArrayDeque<>();
    problem.roots().forEach(root -> open.add(Map.entry("", root)));
    while (!open.isEmpty()) {
      Map.Entry<String, Dependency> one = open.remove();
      Dependency wanted = one.getValue();
      if (!wanted.target().ecosystem().equals("toy")) {
        outward.add(wanted);
        if (!silent) {
          edges.add(edge(one.getKey(), wanted.target().toString(), wanted));
        }
        continue;
      }
      String name = wanted.target().name();
      String version =
          wanted.range().startsWith("==")
              ? wanted.range().substring(2)
              : problem.preferred().getOrDefault(wanted.target(), "9");
      Node node = chosen.computeIfAbsent(name, n -> node(n, version));
      if (!Satisfaction.inRange(wanted.range(), node, versions())) {
        return Outcome.unsolvable(Derivation.leaf("`" + name + "` cannot be", wanted.text()));
      }
      edges.add(edge(one.getKey(), node.id(), wanted));
      needs
          .getOrDefault(name + " " + node.pin().version(), List.of())
          .forEach(need -> open.add(Map.entry(node.id(), read(need))));
    }
    List<Node> nodes = new ArrayList<>(chosen.values());
    problem.runtimes().stream()
        .filter(one -> one.version().equals(taken))
        .forEach(one -> nodes.add(runtime(one)));
    Resolution resolution = new Resolution(nodes, List.copyOf(edges), Set.of());
    return new Outcome(Optional.of(resolution), outward, Optional.empty(), List.of());
  }

  /** {@code runtime:python >=3} is a need of a runtime. */
  private Dependency read(String need) {
    if (!need.startsWith("runtime:")) {
      return house.parse(need);
    }
    String[] words = need.substring("runtime:".length()).split(" ");
    return new Dependency(
        new PackageName("runtime", words[0]),
        words[1],
        Set.of(),
        "",
        Tie.NEEDS,
        Role.BUILD,
        Condition.ALWAYS,
        Optional.empty(),
        words[0] + words[1]);
  }

  private static Node runtime(Runtime one) {
    PackageName name = new PackageName("runtime", one.ecosystem());
    return new Node(
        name.toString(), new Pin(name, one.version()), Optional.empty(), Set.of(), "path");
  }

  private static Edge edge(String from, String to, Dependency wanted) {
    return new Edge(from, to, Tie.NEEDS, Role.RUN, wanted.text(), "");
  }
}
