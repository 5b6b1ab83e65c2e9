package org.omnipkg.ecosystem.node.internal.npm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.index.LockedDigests;
import org.omnipkg.ecosystem.node.internal.runtime.NpmClient;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Derivation;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Resolution;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.ProvidesSolver;
import org.omnipkg.spi.Solver;
import org.osgi.service.component.annotations.Component;

/** Lets npm make its lock file of the requests, in a folder of its own, and reads that. */
@ProvidesSolver(value = "npm", ecosystem = "node")
@Component(property = {Ecosystem.ID + "=node", Solver.NAME + "=npm"})
public final class NpmSolver implements Solver {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int MOST_LINES = 30;

  @Override
  public Outcome solve(Problem problem, Facts facts, Desk desk) {
    Runtime runtime =
        problem
            .target()
            .runtime(Names.ECOSYSTEM)
            .orElseThrow(() -> new Refusal(absent("there is no Node to run it with")));
    Path script =
        NpmClient.script(runtime.home())
            .orElseThrow(
                () -> new Refusal(absent("Node " + runtime.version() + " came without it")));
    Path folder = desk.scratch();
    try {
      Manifest.write(problem, desk.sources(Names.ECOSYSTEM), folder);
      Desk.Output said = run(problem, runtime, script, folder, desk);
      if (said.exit() != 0) {
        return complaint(said);
      }
      byte[] lock = Files.readAllBytes(folder.resolve("package-lock.json"));
      Resolution resolution = new LockReader(lock, problem, facts).resolution();
      LockedDigests.admit(resolution, problem.constraints());
      return Outcome.solved(resolution);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Diagnostic absent(String why) {
    return Diagnostic.user(
        "npm.absent",
        "the resolver `npm` is not there: " + why,
        "`--resolver house` needs no npm, and agrees with it");
  }

  private static Desk.Output run(
      Problem problem, Runtime runtime, Path script, Path folder, Desk desk) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                runtime.executable().toString(),
                script.toString(),
                "install",
                "--package-lock-only",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--userconfig=" + folder.resolve(".npmrc"),
                "--globalconfig=" + folder.resolve("none"),
                "--cache=" + desk.cache("npm")));
    if (desk.offline()) {
      argv.add("--offline");
    }
    problem.excludeNewer().ifPresent(cut -> argv.add("--before=" + cut));
    Map<String, String> environment = new HashMap<>(desk.environment());
    environment
        .keySet()
        .removeIf(
            name -> name.toLowerCase(Locale.ROOT).startsWith("npm_") || name.startsWith("NODE_O"));
    return desk.run(
        new Desk.Command(argv, folder, environment, Optional.of(""), PATIENCE, Optional.empty()));
  }

  private static Outcome complaint(Desk.Output said) {
    List<String> lines =
        said.err()
            .lines()
            .map(line -> line.replaceFirst("^npm (error|ERR!)\\s?", "").stripTrailing())
            .map(line -> line.replaceAll("://[^/\\s]*@", "://"))
            .filter(line -> !line.isBlank() && !line.contains("complete log of this run"))
            .limit(MOST_LINES)
            .toList();
    String all = String.join("\n", lines);
    if (all.contains("ERESOLVE")) {
      return Outcome.unsolvable(
          new Derivation(
              "npm finds no tree for the requests",
              "",
              lines.stream()
                  .filter(line -> !line.startsWith("code "))
                  .map(line -> Derivation.leaf(line, ""))
                  .toList()));
    }
    String code =
        all.contains("code E404")
            ? "resolve.unknown-package"
            : all.contains("ETARGET") || all.contains("ENOVERSIONS")
                ? "resolve.unknown-version"
                : "npm.failed";
    throw new Refusal(
        new Diagnostic(
            code,
            code.equals("npm.failed") ? Diagnostic.Kind.OUTSIDE : Diagnostic.Kind.USER,
            "npm gives up on the requests",
            lines,
            ""));
  }
}
