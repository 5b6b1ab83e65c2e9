package org.omnipkg.ecosystem.go.internal.solve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Require;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.version.Languages;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Elsewhere;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;

/** Turns a selection into a resolution: artifacts, edges, and a toolchain that is new enough. */
final class Answering {
  private static final PackageName TOOLCHAIN = new PackageName("runtime", "go");

  private final Problem problem;
  private final List<Root> roots;
  private final Modules modules;
  private final Map<String, Version> chosen = new TreeMap<>();

  Answering(Problem problem, List<Root> roots, List<Version> chosen, Modules modules) {
    this.problem = problem;
    this.roots = roots;
    this.modules = modules;
    chosen.forEach(module -> this.chosen.put(module.path(), module));
  }

  Outcome outcome() {
    modules.load(chosen.values());
    Version demanding = null;
    String least = "";
    for (Version module : chosen.values()) {
      String language = modules.of(module).mod().file().language();
      if (least.isEmpty() || Languages.ORDER.compare(language, least) > 0) {
        least = language;
        demanding = module;
      }
    }
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    List<Dependency> needs = new ArrayList<>();
    Optional<Runtime> own = problem.target().runtime("go");
    if (demanding != null && own.isPresent() && !serves(own.get(), least)) {
      String wanted = least;
      Optional<Runtime> other =
          problem.runtimes().stream().filter(runtime -> serves(runtime, wanted)).findFirst();
      if (other.isPresent()) {
        nodes.add(runtime(other.get()));
      } else if (problem.runtimes().isEmpty()) {
        return Outcome.unsolvable(tooOld(own.get(), demanding, least));
      } else {
        // nobody asked for this one: the engine obtains another
        needs.add(need(least));
      }
      edges.add(edge(id(demanding.path()), "runtime:go", "go >=" + least));
    }
    for (Version module : chosen.values()) {
      nodes.add(node(module));
    }
    edges.addAll(edges());
    Resolution resolution = new Resolution(nodes, edges, Set.of(), Optional.of(Elsewhere.NOTHING));
    return new Outcome(Optional.of(resolution), needs, Optional.empty(), List.of());
  }

  private static boolean serves(Runtime runtime, String language) {
    return Languages.ORDER.compare(runtime.version(), language) >= 0;
  }

  private static Dependency need(String language) {
    return new Dependency(
        TOOLCHAIN,
        ">=" + language,
        Set.of(),
        "",
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        "go >=" + language);
  }

  private static Node runtime(Runtime runtime) {
    Pin pin = new Pin(TOOLCHAIN, runtime.version());
    return new Node("runtime:go", pin, Optional.empty(), Set.of(), "");
  }

  private Derivation tooOld(Runtime own, Version demanding, String least) {
    return new Derivation(
        "go " + own.version() + " is too old",
        "",
        List.of(
            Derivation.leaf("it is to be built with", "go " + own.version()),
            Derivation.leaf(
                "go:" + demanding.path() + " " + demanding.version() + " needs", "go >=" + least)));
  }

  private static String id(String path) {
    return "go:" + path;
  }

  private Node node(Version module) {
    Modules.Module loaded = modules.of(module);
    Version files = loaded.files();
    PackageName name = new PackageName("go", module.path());
    Map<String, String> hashes = modules.hashes(loaded);
    accepted(name, hashes);
    Set<String> features = new TreeSet<>();
    for (Root root : roots) {
      if (root.module().path().equals(module.path())) {
        features.addAll(root.asked().features());
        features.add(root.folder().isEmpty() ? "." : root.folder());
      }
    }
    Artifact zip =
        ModuleFiles.zip(loaded.mod().source(), files.path(), files.version(), hashes, Map.of());
    return new Node(
        id(module.path()),
        new Pin(name, module.version(), files.equals(module) ? "" : files.toString()),
        Optional.of(zip),
        features,
        loaded.mod().source().label());
  }

  private void accepted(PackageName name, Map<String, String> hashes) {
    List<String> accepted = problem.hashes().get(name);
    if (accepted != null && !accepted.contains("h1:" + hashes.getOrDefault("h1", ""))) {
      throw new Refusal(
          Diagnostic.user(
              "resolve.no-matching-hash",
              "no file of `" + name.name() + "` has a hash that was asked for",
              ""));
    }
  }

  private List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    for (Root root : roots) {
      edges.add(edge("", id(root.module().path()), root.asked().text()));
    }
    for (Version module : chosen.values()) {
      Set<String> reached = reached(module.path());
      for (Require require : modules.of(module).requires()) {
        String to = require.module().path();
        // a module without go.mod does not say what it needs; whoever needs it does
        if (chosen.containsKey(to) && (!require.indirect() || !reached.contains(to))) {
          edges.add(edge(id(module.path()), id(to), to + " " + require.module().version()));
        }
      }
    }
    return edges;
  }

  /** Modules that can be reached by what go.mod files require directly. */
  private Set<String> reached(String from) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      Version module = chosen.get(open.pop());
      if (module != null) {
        for (Require require : modules.of(module).requires()) {
          if (!require.indirect() && reached.add(require.module().path())) {
            open.push(require.module().path());
          }
        }
      }
    }
    return reached;
  }

  private static Edge edge(String from, String to, String text) {
    return new Edge(from, to, Tie.NEEDS, Role.RUN, text, "");
  }
}
