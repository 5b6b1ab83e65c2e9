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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Turns {@code exec} into a plan on the generation that is current at this moment. */
@Component
public final class ExecutionPlans implements Execution {
  /** Found elsewhere on the PATH it would change another Python than the one meant. */
  private static final Pattern PIP = Pattern.compile("pip[0-9.]*");

  private final Environments environments;

  @Activate
  public ExecutionPlans(@Reference Environments environments) {
    this.environments = environments;
  }

  @Override
  public Plan exec(Caller caller, String environment, List<String> command) {
    Environments.Generation generation = States.existing(environments, environment);
    Path bin = generation.root().resolve("bin");
    Map<String, String> variables = new HashMap<>(caller.environment());
    String path = variables.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    variables.put("PATH", bin + File.pathSeparator + path);
    variables.put("VIRTUAL_ENV", generation.root().toString());
    variables.put("OMNIPKG_ENV", environment);
    variables.remove("PYTHONHOME");
    for (Runtime runtime : generation.state().runtimes()) {
      States.present(runtime);
      runtime
          .facts()
          .forEach(
              (key, value) -> {
                if (key.startsWith("environment.")) {
                  variables.putIfAbsent(key.substring("environment.".length()), value);
                }
              });
    }
    String name = command.get(0);
    Path executable = find(name, caller.directory(), variables.get("PATH"), environment);
    if (!executable.startsWith(bin) && PIP.matcher(name).matches()) {
      throw new Refusal(
          Diagnostic.user(
              "exec.not-found",
              "environment `" + environment + "` has no `" + name + "` of its own",
              "`omnipkg install NAME` installs packages; `omnipkg install pip` brings pip"));
    }
    List<String> argv = new ArrayList<>(command);
    if (executable.startsWith(bin)) {
      argv.set(0, executable.toString());
    }
    return new Plan(executable, argv, variables, caller.directory(), generation.lease());
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
