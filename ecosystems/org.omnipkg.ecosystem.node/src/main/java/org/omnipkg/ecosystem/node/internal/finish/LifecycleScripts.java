package org.omnipkg.ecosystem.node.internal.finish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.omnipkg.ecosystem.node.internal.layout.TreeFacts;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Finisher;
import org.osgi.service.component.annotations.Component;

/**
 * Runs {@code preinstall}, {@code install} and {@code postinstall} of a package, when the user
 * allowed it by name: in the sandbox, so without network, with the runtime's own headers for native
 * parts.
 */
@Component(property = Ecosystem.ID + "=node")
public final class LifecycleScripts implements Finisher {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int TAIL = 20;

  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    Map<String, String> scripts = TreeFacts.of(facts).scripts();
    if (scripts.isEmpty()) {
      return Optional.empty();
    }
    Optional<Runtime> runtime = on.runtime(Names.ECOSYSTEM);
    String binary = runtime.map(r -> r.fact("modules")).filter(m -> !m.isEmpty()).orElse("any");
    List<Dependency> requires =
        runtime
            .filter(its -> NodeGyp.wanted(scripts))
            .map(its -> NodeGyp.requires(its, on))
            .orElse(List.of());
    return Optional.of(
        new Need(
            "it has scripts to run when it is installed: " + String.join(", ", scripts.keySet()),
            true,
            "node-" + binary + "-" + on.platform().id(),
            requires));
  }

  @Override
  public void finish(Job job, Desk desk) {
    Runtime runtime = job.on().runtime(Names.ECOSYSTEM).orElseThrow();
    Path home = desk.scratch();
    Map<String, String> scripts = Scripts.of(job.work());
    Optional<Toolchain> toolchain =
        NodeGyp.wanted(scripts)
            ? Optional.of(Toolchain.of(job, runtime, home, desk))
            : Optional.empty();
    Map<String, String> environment = environment(job, runtime, home, toolchain, desk);
    List<Path> readable = readable(job, runtime);
    toolchain.ifPresent(its -> readable.addAll(its.readable()));
    Desk.Sandbox sandbox = new Desk.Sandbox(readable, List.of(job.work(), home));
    scripts.forEach(
        (event, script) -> {
          Map<String, String> own = new HashMap<>(environment);
          own.put("npm_lifecycle_event", event);
          own.put("npm_lifecycle_script", script);
          run(job, script, own, sandbox, desk);
        });
  }

  private static void run(
      Job job, String script, Map<String, String> environment, Desk.Sandbox sandbox, Desk desk) {
    Desk.Output said =
        desk.run(
            new Desk.Command(
                List.of("/bin/sh", "-c", script),
                job.work(),
                environment,
                Optional.of(""),
                PATIENCE,
                Optional.of(sandbox)));
    if (said.exit() != 0) {
      String name = job.node().pin().name().name();
      throw new Refusal(
          new Diagnostic(
              "build.failed",
              Diagnostic.Kind.OUTSIDE,
              "`" + script + "` of `" + name + "` failed with exit code " + said.exit(),
              tail(said),
              "scripts run without network; without --allow-scripts " + name + " it is not run"));
    }
  }

  private static List<String> tail(Desk.Output said) {
    List<String> lines = new ArrayList<>(said.out().lines().toList());
    lines.addAll(said.err().lines().toList());
    return lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
  }

  private static Map<String, String> environment(
      Job job, Runtime runtime, Path home, Optional<Toolchain> toolchain, Desk desk) {
    Map<String, String> environment = new HashMap<>(job.variables());
    List<String> path = new ArrayList<>();
    toolchain.ifPresent(its -> path.add(its.commands().toString()));
    path.add(job.prefix().resolve("lib/phantom/node_modules/.bin").toString());
    path.add(job.prefix().resolve("lib/node_modules/.bin").toString());
    path.add(job.prefix().resolve("bin").toString());
    Optional.ofNullable(job.variables().get("PATH")).ifPresent(path::add);
    path.add(desk.environment().getOrDefault("PATH", Toolchain.SYSTEM));
    environment.put("PATH", String.join(":", path));
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    environment.put("INIT_CWD", job.work().toString());
    environment.put("CI", "true");
    environment.put("npm_config_cache", home.resolve("cache").toString());
    environment.put("npm_config_nodedir", runtime.home().toString());
    environment.put("npm_config_build_from_source", "true");
    environment.put("npm_config_user_agent", "npm node/v" + runtime.version());
    environment.put("npm_node_execpath", job.prefix().resolve("bin/node").toString());
    environment.put("npm_package_name", job.node().pin().name().name());
    environment.put("npm_package_version", job.node().pin().version());
    environment.put("npm_package_json", job.work().resolve("package.json").toString());
    toolchain.ifPresent(its -> environment.putAll(its.variables()));
    return environment;
  }

  /** The prefix, the runtime, and the shelf of the store its links lead to. */
  private static List<Path> readable(Job job, Runtime runtime) {
    List<Path> readable = new ArrayList<>(List.of(job.prefix(), runtime.home()));
    readable.addAll(shelves(job.prefix().resolve("lib/phantom/node_modules")));
    return readable;
  }

  private static Set<Path> shelves(Path links) {
    if (!Files.isDirectory(links)) {
      return Set.of();
    }
    try (var all = Files.walk(links, 2)) {
      return all.filter(Files::isSymbolicLink)
          .flatMap(link -> shelf(link).stream())
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> shelf(Path link) {
    try {
      for (Path at = link.toRealPath(); at != null; at = at.getParent()) {
        Path instance = at.getParent();
        if (at.endsWith("node_modules") && instance != null) {
          return Optional.ofNullable(instance.getParent());
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
