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
import org.omnipkg.ecosystem.node.internal.index.Needs;
import org.omnipkg.ecosystem.node.internal.layout.Lifecycle;
import org.omnipkg.ecosystem.node.internal.layout.TreeFacts;
import org.omnipkg.ecosystem.node.internal.pack.FolderTree;
import org.omnipkg.ecosystem.node.internal.pack.PackageFiles;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
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
    TreeFacts about = TreeFacts.of(facts);
    Map<String, String> scripts = about.scripts();
    if (scripts.isEmpty()) {
      return Optional.empty();
    }
    Optional<Runtime> runtime = on.runtime(Names.ECOSYSTEM);
    String binary = runtime.map(r -> r.fact("modules")).filter(m -> !m.isEmpty()).orElse("any");
    List<Dependency> requires = new ArrayList<>();
    runtime
        .filter(its -> NodeGyp.wanted(scripts))
        .ifPresent(its -> requires.addAll(NodeGyp.requires(its, on)));
    about.tools().forEach((name, range) -> requires.add(Needs.dependency(name, range, Tie.NEEDS)));
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
    Path home = home(desk);
    boolean source =
        job.node().artifact().flatMap(file -> Repository.at(file.location())).isPresent();
    Map<String, String> scripts = Scripts.of(job.work(), source);
    Optional<Path> tools =
        scripts.containsKey(Lifecycle.PREPARE)
            ? Toolchain.beside(job, "lib/node_modules").flatMap(its -> linked(job, its))
            : Optional.empty();
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
          if (event.equals(Lifecycle.PREPARE)) {
            pack(job.work());
          }
        });
    tools.ifPresent(LifecycleScripts::unlink);
  }

  /** Now it is known what belongs to the package; the rest was its authors'. */
  private static void pack(Path work) {
    try {
      FolderTree all = FolderTree.of(work);
      Set<String> packed = PackageFiles.of(all);
      for (String file : all.files()) {
        if (!packed.contains(file)) {
          Files.delete(work.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where authors have their tools; the link is no part of what is made. */
  private static Optional<Path> linked(Job job, Path tools) {
    Path link = job.work().resolve("node_modules");
    try {
      return Files.exists(link)
          ? Optional.empty()
          : Optional.of(Files.createSymbolicLink(link, tools));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unlink(Path link) {
    try {
      if (Files.isSymbolicLink(link)) {
        Files.delete(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of this run alone: what else lies in the scratch folder is not for packages to write. */
  private static Path home(Desk desk) {
    try {
      return Files.createTempDirectory(desk.scratch(), "home");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
