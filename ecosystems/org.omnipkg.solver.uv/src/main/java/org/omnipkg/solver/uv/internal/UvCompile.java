package org.omnipkg.solver.uv.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.solver.support.Order;
import org.omnipkg.solver.support.Prose;
import org.omnipkg.solver.support.Said;
import org.omnipkg.solver.support.Surroundings;
import org.omnipkg.spi.Desk;

/** One {@code uv pip compile} per order, over wheels only. */
final class UvCompile implements Order.Taker {
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Desk desk;
  private final Desk.Provisioned uv;
  private final Runtime runtime;
  private final Path folder;
  private int runs;

  UvCompile(Problem problem, Desk desk) {
    this.desk = desk;
    this.runtime =
        problem
            .target()
            .runtime(problem.ecosystem())
            .orElseThrow(() -> new Refusal(Prose.unsupported("uv", problem, "")));
    this.uv = desk.tool(new Desk.Tool("python", "uv>=0.5", "uv"));
    this.folder = desk.scratch().resolve("uv");
  }

  @Override
  public Said take(Order order) {
    desk.progress().checkpoint();
    try {
      Files.createDirectories(folder);
      Path out = folder.resolve("out-" + ++runs + ".txt");
      Path constraints = folder.resolve("constraints.txt");
      Files.write(constraints, order.constraints());
      Path overrides = folder.resolve("overrides.txt");
      Files.write(overrides, overrides(order.problem()));
      // Pins already in the output file are preferences: what is installed stays where it may.
      Files.write(out, preferences(order.problem()));
      Desk.Output said =
          desk.run(
              new Desk.Command(
                  arguments(order, out, constraints, overrides),
                  folder,
                  environment(order),
                  Optional.of(String.join("\n", order.requirements()) + "\n"),
                  PATIENCE,
                  Optional.empty()));
      return said.exit() == 0
          ? Said.pins(UvPins.read(Files.readString(out)))
          : new UvComplaint(order.problem()).read(said.exit(), said.err());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> preferences(Problem problem) {
    return problem.preferred().entrySet().stream()
        .map(entry -> entry.getKey().name() + "==" + entry.getValue())
        .sorted()
        .toList();
  }

  private static List<String> overrides(Problem problem) {
    return problem.overrides().entrySet().stream()
        .map(entry -> entry.getKey() + entry.getValue())
        .sorted()
        .toList();
  }

  private List<String> arguments(Order order, Path out, Path constraints, Path overrides) {
    Problem problem = order.problem();
    List<String> argv = new ArrayList<>();
    argv.add(uv.executable().toString());
    argv.addAll(List.of("pip", "compile", "-", "--no-config", "--no-build", "--quiet"));
    argv.addAll(List.of("--no-header", "--no-annotate", "--no-progress"));
    argv.addAll(List.of("--python", runtime.executable().toString()));
    argv.addAll(List.of("--constraint", constraints.toString()));
    argv.addAll(List.of("--override", overrides.toString()));
    argv.addAll(List.of("--output-file", out.toString()));
    if (problem.prereleases()) {
      argv.addAll(List.of("--prerelease", "allow"));
    }
    problem
        .excludeNewer()
        .ifPresent(instant -> argv.addAll(List.of("--exclude-newer", instant.toString())));
    if (desk.offline()) {
      argv.add("--offline");
    }
    if (desk.sources("python").stream().noneMatch(s -> s.form() == Source.Form.INDEX)) {
      argv.add("--no-index");
    }
    return argv;
  }

  /** Sources go by environment: addresses may carry secrets, and arguments are for all to see. */
  private Map<String, String> environment(Order order) {
    Map<String, String> environment = Surroundings.of(desk);
    environment.put("UV_CACHE_DIR", desk.cache("uv").toString());
    environment.put("UV_PYTHON_DOWNLOADS", "never");
    // Whom the system trusts, as our own fetching does; the variable's name changed on the way.
    environment.put("UV_SYSTEM_CERTS", "true");
    environment.put("UV_NATIVE_TLS", "true");
    List<Source> sources = desk.sources("python");
    List<String> indexes = Surroundings.addresses(sources, Source.Form.INDEX, List.of());
    if (!indexes.isEmpty()) {
      // The first index that knows a name answers for it; uv asks its default one last.
      int last = indexes.size() - 1;
      environment.put("UV_DEFAULT_INDEX", indexes.get(last));
      if (last > 0) {
        environment.put("UV_INDEX", String.join(" ", indexes.subList(0, last)));
      }
    }
    List<String> flat = Surroundings.addresses(sources, Source.Form.FLAT, order.links());
    if (!flat.isEmpty()) {
      environment.put("UV_FIND_LINKS", String.join(",", flat));
    }
    return environment;
  }
}
