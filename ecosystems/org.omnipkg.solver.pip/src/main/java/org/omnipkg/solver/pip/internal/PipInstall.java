package org.omnipkg.solver.pip.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** One {@code pip install --dry-run --report} per order, over wheels only. */
final class PipInstall implements Order.Taker {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int FIRST_WITH_CUT_OFF = 26;

  private final Desk desk;
  private final Facts facts;
  private final PipTool tool;
  private final Path folder;
  private int runs;

  PipInstall(Problem problem, Facts facts, Desk desk) {
    this.desk = desk;
    this.facts = facts;
    if (desk.offline() && !indexes().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
              "resolver.needs-network", "`pip` cannot resolve while the network is off", ""));
    }
    this.tool = new PipTool(problem, facts, desk);
    this.folder = desk.scratch().resolve("pip");
    if (problem.excludeNewer().isPresent() && tool.major() < FIRST_WITH_CUT_OFF) {
      throw new Refusal(
          Diagnostic.user(
              "resolver.cannot-exclude-newer",
              "this `pip` cannot leave out releases newer than a date",
              ""));
    }
  }

  @Override
  public Said take(Order order) {
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
      order
          .problem()
          .excludeNewer()
          .ifPresent(instant -> argv.add("--uploaded-prior-to=" + instant));
      Desk.Output said =
          desk.run(
              new Desk.Command(
                  argv, folder, environment(order), Optional.empty(), PATIENCE, Optional.empty()));
      return said.exit() == 0
          ? Said.pins(PipReport.read(Files.readString(report)))
          : new PipComplaint(order.problem(), facts).read(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> indexes() {
    return Surroundings.addresses(desk.sources("python"), Source.Form.INDEX, List.of());
  }

  /** Sources go by environment: addresses may carry secrets, and arguments are for all to see. */
  private Map<String, String> environment(Order order) {
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
    List<String> indexes = indexes();
    if (indexes.isEmpty()) {
      environment.put("PIP_NO_INDEX", "1");
    } else {
      environment.put("PIP_INDEX_URL", indexes.get(0));
      if (indexes.size() > 1) {
        environment.put(
            "PIP_EXTRA_INDEX_URL", String.join(" ", indexes.subList(1, indexes.size())));
      }
    }
    List<String> flat =
        Surroundings.addresses(desk.sources("python"), Source.Form.FLAT, order.links());
    if (!flat.isEmpty()) {
      environment.put("PIP_FIND_LINKS", String.join(" ", flat));
    }
    return environment;
  }
}
