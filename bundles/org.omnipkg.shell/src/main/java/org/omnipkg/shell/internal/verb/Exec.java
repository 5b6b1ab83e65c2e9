package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Execution;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "exec",
    description = "Run a command in an environment.",
    footer = {
      "omnipkg exec python script.py --its-own-option",
      "omnipkg exec --env work flask run",
      "omnipkg exec python -c 'import rich; print(rich)'"
    })
final class Exec implements Verb {
  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command; everything after it, options too, belongs to it.")
  private List<String> command = new ArrayList<>();

  static Exec of(List<String> command) {
    Exec exec = new Exec();
    exec.command = List.copyOf(command);
    return exec;
  }

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    Execution.Plan plan =
        call.asking(
            caller -> call.rooms().execution().exec(caller, environment, List.copyOf(command)));
    if (!call.globals().dryRun()) {
      return Answer.exec(plan);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", environment);
    document.put("executable", plan.executable().toString());
    document.put("argv", plan.argv());
    document.put("directory", plan.directory().toString());
    String where = call.rooms().places().pretty(plan.executable());
    return Answer.of(
        document,
        console -> console.say("Would run `" + String.join(" ", plan.argv()) + "` as " + where));
  }
}
