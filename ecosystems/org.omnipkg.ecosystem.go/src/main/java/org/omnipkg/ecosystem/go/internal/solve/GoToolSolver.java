package org.omnipkg.ecosystem.go.internal.solve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.ecosystem.go.internal.index.Verified;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod.Version;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/**
 * Lets the go command select: {@code go get} in a module of its own, whose go.mod then says what
 * was chosen. It takes from our proxies only, and what it chose is checked as always.
 */
@ProvidesSolver(value = "go", ecosystem = "go")
@Component(property = {Ecosystem.ID + "=go", Solver.NAME + "=go"})
public final class GoToolSolver implements Solver {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TAIL = 20;

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Runtime runtime =
        problem
            .target()
            .runtime("go")
            .orElseThrow(
                () -> failed("there is no Go to ask", List.of(), "install one: `omnipkg swap go`"));
    unsupported(problem);
    GoMod chosen = chosen(problem, runtime, desk);
    ModuleFiles files = new ModuleFiles(desk, GoEnvironment.of(desk));
    Verified verified = new Verified(desk, files, GoSum.of(problem.constraints()));
    List<Version> modules = chosen.requires().stream().map(GoMod.Require::module).toList();
    try (Modules known = new Modules(verified, Map.of(), Set.of())) {
      return new Answering(problem, roots(problem, modules), modules, known).outcome();
    }
  }

  private static void unsupported(Problem problem) {
    if (problem.excludeNewer().isPresent()
        || !problem.overrides().isEmpty()
        || !problem.constraints().stream().allMatch(GoSum::is)) {
      throw failed(
          "the go command takes neither constraints, nor overrides, nor a time to stop at",
          List.of(),
          "take the house's own resolver: `--resolver house`");
    }
  }

  private static GoMod chosen(Problem problem, Runtime runtime, Desk desk) {
    Path folder = desk.scratch().resolve("go-get");
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("go.mod"), "module omnipkg\n\ngo 1.17\n");
      List<String> argv = new ArrayList<>(List.of(runtime.executable().toString(), "get"));
      for (Dependency root : problem.roots()) {
        argv.addAll(words(root));
      }
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv, folder, environment(desk), Optional.empty(), PATIENCE, Optional.empty()));
      if (output.exit() != 0) {
        List<String> lines = output.err().strip().lines().toList();
        throw failed(
            "the go command found no selection",
            lines.subList(Math.max(0, lines.size() - TAIL), lines.size()),
            "");
      }
      return GoModReader.read(Files.readString(folder.resolve("go.mod")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GoModReader.Malformed e) {
      throw failed("the go command left a go.mod that cannot be read", List.of(), "");
    }
  }

  /** The module and the packages asked for, in the words of {@code go get}. */
  private static List<String> words(Dependency root) {
    String version = root.range().isEmpty() ? "latest" : root.range().replaceAll("\\s", "");
    List<String> words = new ArrayList<>();
    words.add(root.target().name() + "@" + version);
    root.features().stream()
        .filter(feature -> !feature.equals("."))
        .sorted()
        .forEach(feature -> words.add(root.target().name() + "/" + feature + "@" + version));
    return words;
  }

  private static Map<String, String> environment(Desk desk) {
    Map<String, String> environment = new HashMap<>(desk.environment());
    environment.keySet().removeAll(Set.of("GOROOT", "GOMOD"));
    environment.put("GOFLAGS", "-mod=mod");
    environment.put("GO111MODULE", "on");
    environment.put("GOWORK", "off");
    environment.put("GOTOOLCHAIN", "local");
    environment.put("GOMODCACHE", desk.cache("go-get").toString());
    environment.put(
        "GOPROXY",
        desk.offline()
            ? "off"
            : desk.sources("go").stream()
                .map(source -> source.location().toString())
                .collect(Collectors.joining(",")));
    return environment;
  }

  private static List<Root> roots(Problem problem, List<Version> modules) {
    List<Root> roots = new ArrayList<>();
    for (Dependency asked : problem.roots()) {
      String path = asked.target().name();
      Version module =
          modules.stream()
              .filter(m -> path.equals(m.path()) || path.startsWith(m.path() + "/"))
              .max(Comparator.comparing(m -> m.path().length()))
              .orElseThrow(() -> failed("the go command left out `" + path + "`", List.of(), ""));
      String folder = path.equals(module.path()) ? "" : path.substring(module.path().length() + 1);
      roots.add(new Root(asked, module, folder, false));
    }
    return roots;
  }

  private static Refusal failed(String message, List<String> details, String hint) {
    return new Refusal(Diagnostic.outside("resolver.failed", message, hint).with(details));
  }
}
