package org.omnipkg.engine.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Execution;
import org.omnipkg.environment.Environments;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Running;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns {@code exec} into a plan on the generation that is current at this moment. */
@Component
public final class ExecutionPlans implements Execution {
  private static final String VARIABLE = "environment.";

  private final Environments environments;
  private final Languages languages;

  @Activate
  public ExecutionPlans(@Reference Environments environments, @Reference Languages languages) {
    this.environments = environments;
    this.languages = languages;
  }

  @Override
  public Plan exec(Caller caller, String environment, List<String> command) {
    Environments.Generation generation = States.existing(environments, environment);
    Path bin = generation.root().resolve("bin");
    Map<String, String> variables = new HashMap<>(caller.environment());
    String path = variables.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("PATH", bin + File.pathSeparator + path);
    variables.put("OMNIPKG_ENV", environment);
    List<Running> running = running(generation, caller);
    running.forEach(
        one -> {
          variables.keySet().removeAll(one.unset());
          variables.putAll(one.set());
        });
    for (Runtime runtime : generation.state().runtimes()) {
      States.present(runtime);
      variables(runtime).forEach(variables::putIfAbsent);
    }
    String name = command.get(0);
    Path executable = find(name, caller.directory(), variables.get("PATH"), environment);
    boolean own =
        running.stream()
            .flatMap(one -> one.own().stream())
            .anyMatch(expression -> Pattern.matches(expression, name));
    if (own && !executable.startsWith(bin)) {
      throw new Refusal(
          Diagnostic.user(
              "exec.not-found",
              "environment `" + environment + "` has no `" + name + "` of its own",
              "`omnipkg install NAME` installs packages, those that bring `" + name + "` too"));
    }
    List<String> argv = new ArrayList<>(command);
    if (executable.startsWith(bin)) {
      argv.set(0, executable.toString());
    }
    return new Plan(executable, argv, variables, caller.directory(), generation.lease());
  }

  /** What a runtime needs to work at all. */
  static Map<String, String> variables(Runtime runtime) {
    Map<String, String> needed = new HashMap<>();
    runtime
        .facts()
        .forEach(
            (key, value) -> {
              if (key.startsWith(VARIABLE)) {
                needed.put(key.substring(VARIABLE.length()), value);
              }
            });
    return needed;
  }

  /** What the languages in it say, a language whose bundle has gone nothing. */
  private List<Running> running(Environments.Generation generation, Caller caller) {
    List<Running> all = new ArrayList<>();
    for (Runtime runtime : generation.state().runtimes()) {
      if (!languages.ids().contains(runtime.ecosystem())) {
        continue;
      }
      try (Languages.Lease<Ecosystem> lease = languages.ecosystem(runtime.ecosystem())) {
        Layout layout = lease.service().layout();
        all.add(layout.running(generation.root(), runtime, caller.environment()));
      }
    }
    return all;
  }

  private static Path find(String name, Path directory, String path, String environment) {
    Path found =
        name.contains("/")
            ? directory.resolve(name).normalize()
            : SearchPath.find(name, path, directory).orElse(null);
    if (found == null || !Files.exists(found)) {
      throw new Refusal(
          Diagnostic.user(
              "exec.not-found",
              "no command `" + name + "` in environment `" + environment + "` or on the PATH",
              ""));
    }
    if (Files.isDirectory(found) || !Files.isExecutable(found)) {
      throw new Refusal(
          Diagnostic.user(
              "exec.not-executable", "`" + name + "` is not executable", "chmod +x makes it so"));
    }
    return found;
  }
}
