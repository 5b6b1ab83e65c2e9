package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.api.Generations;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = "Write the lock of an environment.",
    footer = {"omnipkg export", "omnipkg export locks/ci.lock", "omnipkg export -"})
final class Export implements Verb {
  private static final String STDOUT = "-";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description =
          "Where to; `-` for stdout. Without it `omnipkg.lock` beside the project's file, or here.")
  private @Nullable String file;

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    Generations generations = call.rooms().generations();
    if (STDOUT.equals(file)) {
      Path here = call.invocation().directory();
      String lock = call.asking(caller -> generations.lock(caller, environment, here));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("environment", environment);
      document.put("lock", lock);
      return Answer.of(document, console -> lock.lines().forEach(console::data));
    }
    boolean dryRun = call.globals().dryRun();
    Path into = file == null ? call.asking(generations::lockFile) : call.path(file);
    Generations.Exported done =
        call.asking(caller -> generations.export(caller, environment, into, dryRun));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", environment);
    document.put("generation", done.generation());
    document.put("file", done.file().toString());
    document.put("packages", done.packages());
    document.put("changed", done.changed());
    document.put("dry_run", dryRun);
    return Answer.of(document, console -> print(console, call, environment, done, dryRun));
  }

  private static void print(
      Console console, Call call, String environment, Generations.Exported done, boolean dryRun) {
    String name = "`" + call.rooms().places().pretty(done.file()) + "`";
    String what =
        "generation "
            + done.generation()
            + " of `"
            + environment
            + "`, "
            + Amount.count(done.packages(), "package");
    if (!done.changed()) {
      console.say("Nothing to do: " + name + " says the same already, " + what);
    } else {
      console.say((dryRun ? "Would write " : "Wrote ") + name + ": " + what);
    }
  }
}
