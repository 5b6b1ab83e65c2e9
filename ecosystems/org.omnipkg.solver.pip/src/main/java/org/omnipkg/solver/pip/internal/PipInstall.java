package org.omnipkg.solver.pip.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.solver.support.Order;
import org.omnipkg.solver.support.Said;
import org.omnipkg.solver.support.Surroundings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Facts;

/**
 * One {@code pip install --dry-run --report} per order, over wheels only. Sources go by
 * environment, never by arguments, which are for all to see.
 */
final class PipInstall implements Order.Taker {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Desk desk;
  private final Facts facts;
  private final PipTool tool;
  private final Path folder;
  private final boolean problemIsPlain;
  private int runs;

  PipInstall(Problem problem, Facts facts, Desk desk) {
    this.desk = desk;
    this.facts = facts;
    this.tool = new PipTool(problem, facts, desk);
    this.folder = desk.scratch().resolve("pip");
    this.problemIsPlain = problem.excludeNewer().isEmpty();
  }

  @Override
  public Said take(Order order) {
    if (!order.problem().overrides().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolver.failed",
              "pip knows no overrides",
              "`--resolver house` or `--resolver uv` takes them"));
    }
    List<String> kept =
        order.problem().preferred().entrySet().stream()
            .map(entry -> entry.getKey().name() + "==" + entry.getValue())
            .sorted()
            .toList();
    if (!kept.isEmpty()) {
      // pip knows no preferences: all that is installed is tried as a constraint first.
      List<String> all = new ArrayList<>(order.constraints());
      all.addAll(kept);
      Said said = run(order, all);
      if (said.solved()) {
        return said;
      }
    }
    return run(order, order.constraints());
  }

  private Said run(Order order, List<String> constrained) {
    desk.progress().checkpoint();
    try {
      Files.createDirectories(folder);
      Path report = folder.resolve("report-" + ++runs + ".json");
      Path requirements = folder.resolve("requirements.txt");
      Path constraints = folder.resolve("constraints.txt");
      Files.write(requirements, order.requirements());
      Files.write(constraints, constrained);
      if (order.requirements().isEmpty()) {
        return Said.pins(List.of());
      }
      List<String> argv = new ArrayList<>(tool.command());
      argv.addAll(List.of("install", "--dry-run", "--ignore-installed", "--no-input"));
      argv.addAll(List.of("--only-binary", ":all:", "--no-color", "--progress-bar", "off"));
      argv.addAll(List.of("--disable-pip-version-check", "--report", report.toString()));
      argv.addAll(List.of("--requirement", requirements.toString()));
      argv.addAll(List.of("--constraint", constraints.toString()));
      if (order.problem().prereleases()) {
        argv.add("--pre");
      }
      Desk.Output said = run(argv, order);
      return said.exit() == 0
          ? Said.pins(PipReport.read(Files.readString(report)))
          : new PipComplaint(order.problem(), facts).read(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Desk.Output run(List<String> argv, Order order) {
    if (isNear()) {
      return run(argv, environment(order, Optional.empty()));
    }
    try (HouseIndex index = new HouseIndex(order.problem(), facts).reachable()) {
      Desk.Output said = run(argv, environment(order, Optional.of(index.location())));
      index
          .refusal()
          .ifPresent(
              why -> {
                throw why;
              });
      return said;
    }
  }

  private Desk.Output run(List<String> argv, Map<String, String> environment) {
    return desk.run(
        new Desk.Command(argv, folder, environment, Optional.empty(), PATIENCE, Optional.empty()));
  }

  /** Whether pip can be trusted with the sources as they are: one index at most, all local. */
  private boolean isNear() {
    List<Source> sources = desk.sources("python");
    return problemIsPlain
        && sources.stream().allMatch(s -> "file".equals(s.location().getScheme()))
        && sources.stream().filter(s -> s.form() == Source.Form.INDEX).count() <= 1;
  }

  private Map<String, String> environment(Order order, Optional<URI> house) {
    Map<String, String> environment = Surroundings.of(desk);
    tool.runtime()
        .facts()
        .forEach(
            (key, value) -> {
              if (key.startsWith("environment.")) {
                environment.putIfAbsent(key.substring("environment.".length()), value);
              }
            });
    environment.put("PIP_CONFIG_FILE", "/dev/null");
    environment.put("PIP_CACHE_DIR", desk.cache("pip").toString());
    environment.put("PIP_KEYRING_PROVIDER", "disabled");
    if (house.isPresent()) {
      // an index may take its time behind us; and what is behind us needs no proxy
      environment.put("PIP_DEFAULT_TIMEOUT", "600");
      environment.put("PIP_NO_CACHE_DIR", "1");
      for (String name : List.of("NO_PROXY", "no_proxy")) {
        environment.merge(name, "127.0.0.1", (known, own) -> known + "," + own);
      }
      environment.remove("PIP_PROXY");
    }
    List<Source> sources = house.isPresent() ? List.of() : desk.sources("python");
    List<String> indexes =
        house
            .map(at -> List.of(at.toString()))
            .orElseGet(() -> Surroundings.addresses(sources, Source.Form.INDEX, List.of()));
    if (indexes.isEmpty()) {
      environment.put("PIP_NO_INDEX", "1");
    } else {
      environment.put("PIP_INDEX_URL", indexes.get(0));
    }
    List<String> flat = Surroundings.addresses(sources, Source.Form.FLAT, order.links());
    if (!flat.isEmpty()) {
      environment.put("PIP_FIND_LINKS", String.join(" ", flat));
    }
    return environment;
  }
}
