package org.omnipkg.ecosystem.go.internal.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.omnipkg.ecosystem.go.internal.GoGrammar;
import org.omnipkg.ecosystem.go.internal.NativeGo;
import org.omnipkg.ecosystem.go.internal.NetworkDesk;
import org.omnipkg.ecosystem.go.internal.PlainFacts;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Our selection beside that of the go command, for one set of requests. */
final class Agreement {
  private static final String ENVIRONMENT = "environment: ";
  private final NetworkDesk desk;
  private final PlainFacts facts;
  private final Path folder;

  Agreement(Path folder) {
    this.folder = folder;
    this.desk = new NetworkDesk(folder);
    this.facts = new PlainFacts(desk);
  }

  /** What one says and the other does not; empty when both say the same. */
  record Verdict(int size, List<String> differences, int environment) {
    /** Whether a difference is about the environment, not the build list. */
    static boolean ofEnvironment(String difference) {
      return difference.startsWith(ENVIRONMENT);
    }
  }

  Verdict of(String... words) throws IOException {
    List<Dependency> asked = new ArrayList<>();
    for (String word : words) {
      asked.add(new GoGrammar().parse(word));
    }
    Problem problem = problem(asked);
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    Verified verified = new Verified(desk, files);
    List<Root> roots = new Roots(problem, facts, files, verified, desk).all();
    try (Modules modules = new Modules(verified, Map.of(), java.util.Set.of())) {
      List<Version> versions = roots.stream().map(Root::module).toList();
      Map<String, String> ours = HouseSolver.buildList(versions, modules);
      Map<String, String> theirs = buildList(versions);
      List<String> differences = new ArrayList<>(differences(ours, theirs));
      HouseSolver.Selection selection = HouseSolver.select(roots, Map.of(), modules);
      Map<String, String> environment = new TreeMap<>();
      for (String path : selection.needed()) {
        environment.put(path, selection.graph().selected(path));
      }
      List<Version> all = new ArrayList<>();
      environment.forEach((path, version) -> all.add(new Version(path, version)));
      Map<String, String> kept = new TreeMap<>(buildList(all));
      kept.keySet().retainAll(environment.keySet());
      differences(environment, kept).forEach(d -> differences.add(ENVIRONMENT + d));
      return new Verdict(ours.size(), differences, environment.size());
    }
  }

  private static List<String> differences(Map<String, String> ours, Map<String, String> theirs) {
    List<String> differences = new ArrayList<>();
    Map<String, String> all = new TreeMap<>(theirs);
    all.putAll(ours);
    for (String path : all.keySet()) {
      String mine = ours.getOrDefault(path, "-");
      String other = theirs.getOrDefault(path, "-");
      if (!mine.equals(other)) {
        differences.add(path + " ours " + mine + " go " + other);
      }
    }
    return differences;
  }

  private Map<String, String> buildList(List<Version> roots) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    StringBuilder mod = new StringBuilder("module scratch\n\ngo 1.23\n\n");
    roots.forEach(
        r -> mod.append("require ").append(r.path()).append(' ').append(r.version()).append('\n'));
    Files.writeString(scratch.resolve("go.mod"), mod);
    Map<String, String> list = new TreeMap<>();
    String said =
        NativeGo.run(
            scratch,
            Map.of("GOFLAGS", "-mod=mod", "GOWORK", "off"),
            "list",
            "-m",
            "-f",
            "{{if not .Main}}{{.Path}} {{.Version}}{{end}}",
            "all");
    said.lines()
        .filter(line -> line.contains(" "))
        .forEach(line -> list.put(line.split(" ")[0], line.split(" ")[1]));
    return list;
  }

  static Problem problem(List<Dependency> roots) {
    Path go = NativeGo.executable();
    Path home = go.getParent().getParent();
    Runtime runtime = new Runtime("go", "gc", "1.99.0", go, home, "path", Map.of());
    return new Problem(
        "go",
        roots,
        List.of(),
        new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime)),
        Map.of(),
        false,
        Optional.empty(),
        Map.of(),
        Map.of());
  }
}
