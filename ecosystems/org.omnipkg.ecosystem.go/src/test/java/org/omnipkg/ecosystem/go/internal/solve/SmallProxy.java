package org.omnipkg.ecosystem.go.internal.solve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.GoGrammar;
import org.omnipkg.ecosystem.go.internal.PlainFacts;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.OtherDesk;
import org.omnipkg.tck.Told;

/** A proxy of a few modules, and problems about them. */
final class SmallProxy {
  private static final String BASE = "https://proxy.example";

  private final CannedDesk canned;
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final Told told = new Told();
  private final List<Dependency> constraints = new ArrayList<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final Map<PackageName, String> preferred = new LinkedHashMap<>();
  private final List<Runtime> runtimes = new ArrayList<>();
  private String runtime = "1.22.5";

  SmallProxy(Path folder) {
    canned =
        new CannedDesk(folder)
            .variable("GOSUMDB", "off")
            .variable("GOENV", "off")
            .variable("GOPROXY", BASE + ",direct")
            .source("default", BASE, Source.Form.INDEX);
  }

  /** A module of Go 1.20 that requires these, {@code path@version} each. */
  SmallProxy module(String path, String version, String... requires) {
    return file(path, version, "go 1.20\n" + lines(requires));
  }

  /** A module of Go 1.16, whose go.mod does not list all it needs. */
  SmallProxy old(String path, String version, String... requires) {
    return file(path, version, "go 1.16\n" + lines(requires));
  }

  private static String lines(String... requires) {
    StringBuilder lines = new StringBuilder();
    for (String require : requires) {
      lines.append("require ").append(require.replace("@", " ")).append('\n');
    }
    return lines.toString();
  }

  /** A module with this below its {@code module} line. */
  SmallProxy file(String path, String version, String text) {
    hidden(path, version, "module " + path + "\n\n" + text);
    List<String> list = lists.computeIfAbsent(path, p -> new ArrayList<>());
    list.add(version);
    canned.document(address(path) + "/@v/list", "text/plain", String.join("\n", list));
    return this;
  }

  /** A version that is not listed. */
  SmallProxy hidden(String path, String version, String mod) {
    canned.document(
        address(path) + "/@v/" + ModulePath.escape(version) + ".mod", "text/plain", mod);
    return this;
  }

  SmallProxy zip(String path, String version, String bytes) {
    canned.document(address(path) + "/@v/" + version + ".zip", "application/zip", bytes);
    return this;
  }

  SmallProxy revision(String path, String name, String version) {
    canned.document(
        address(path) + "/@v/" + name + ".info",
        "application/json",
        "{\"Version\": \"" + version + "\"}");
    return this;
  }

  private static String address(String path) {
    return BASE + "/" + ModulePath.escape(path);
  }

  SmallProxy constraint(String words) {
    Dependency read = new GoGrammar().parse(words);
    constraints.add(
        new Dependency(
            read.target(),
            read.range(),
            read.features(),
            "",
            Tie.CONSTRAINS,
            read.role(),
            read.when(),
            read.direct(),
            read.text()));
    return this;
  }

  /** The project has this go.sum. */
  SmallProxy held(String goSum) {
    GoSum.Files files = new GoSum.Files();
    files.add(goSum, "go.sum");
    constraints.addAll(files.constraints());
    return this;
  }

  SmallProxy override(String what, String by) {
    overrides.put(what, by);
    return this;
  }

  SmallProxy preferring(String path, String version) {
    preferred.put(new PackageName("go", path), version);
    return this;
  }

  SmallProxy runtimes(String own, String... others) {
    runtime = own;
    for (String other : others) {
      runtimes.add(runtime(other));
    }
    return this;
  }

  private static Runtime runtime(String version) {
    Path home = Path.of("/nowhere", version);
    return new Runtime("go", "go", version, home.resolve("bin/go"), home, "path", Map.of());
  }

  /** What people were told. */
  List<String> notes() {
    return told.notes();
  }

  private Problem problem(List<Dependency> roots) {
    return new Problem(
        "go",
        roots,
        constraints,
        new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime(runtime))),
        preferred,
        false,
        Optional.empty(),
        Map.of(),
        Map.of(),
        runtimes,
        overrides);
  }

  Outcome solve(String... words) {
    List<Dependency> roots =
        List.of(words).stream().map(word -> new GoGrammar().parse(word)).toList();
    Desk desk = new Together(canned);
    return new HouseSolver().solve(problem(roots), new PlainFacts(desk), desk);
  }

  /** What {@code go list -m all} would show of a project that requires these. */
  Map<String, String> buildList(Collection<Version> roots) {
    Desk desk = new Together(canned);
    Verified verified = new Verified(desk, new ModuleFiles(desk, GoEnvironment.of(desk)));
    try (Modules modules = HouseSolver.modules(problem(List.of()), verified)) {
      return HouseSolver.buildList(List.copyOf(roots), modules);
    }
  }

  Resolution solved(String... words) {
    return solve(words).solved().orElseThrow();
  }

  /** The modules of a solution, in order. */
  static List<String> modules(Resolution resolution) {
    return resolution.nodes().stream()
        .map(Node::pin)
        .map(pin -> pin.name().name() + "@" + pin.version())
        .toList();
  }

  /** For several threads. */
  private final class Together extends OtherDesk {
    Together(Desk desk) {
      super(desk);
    }

    @Override
    public synchronized Reply fetch(Ask ask) {
      return super.fetch(ask);
    }

    @Override
    public Progress progress() {
      return told;
    }
  }
}
