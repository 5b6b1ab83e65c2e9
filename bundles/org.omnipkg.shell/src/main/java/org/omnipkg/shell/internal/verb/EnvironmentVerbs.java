package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Inquiry.Summary;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "env",
    customSynopsis = "omnipkg env [OPTIONS] [VERB]",
    description = "Show and remove environments.",
    footer = {"omnipkg env list", "omnipkg env remove old --dry-run", "omnipkg env path"})
final class EnvironmentVerbs implements Verb {
  private EnvironmentVerbs() {}

  static CommandLine model() {
    return new CommandLine(new EnvironmentVerbs())
        .addSubcommand(new Show())
        .addSubcommand(new Remove())
        .addSubcommand(new Where());
  }

  @Override
  public Answer run(Call call) {
    return new Show().run(call);
  }

  private static Map<String, Object> document(Summary one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", one.name());
    document.put("generation", one.generation());
    document.put("generations", one.generations());
    document.put("runtime", one.runtime().orElse(null));
    document.put("packages", one.packages());
    document.put("changed", one.changed().toString());
    document.put("note", one.note());
    return document;
  }

  @Command(
      name = "list",
      description = "Show the environments there are.",
      footer = {"omnipkg env list", "omnipkg env list --json"})
  static final class Show implements Verb {
    @Override
    public Answer run(Call call) {
      String current = call.environment();
      List<Summary> all = call.asking(caller -> call.rooms().inquiry().environments(caller));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("current", current);
      document.put("environments", all.stream().map(EnvironmentVerbs::document).toList());
      Table table =
          new Table("", "environment", "generation", "runtime", "packages", "changed", "note");
      Instant now = Instant.now();
      for (Summary one : all) {
        boolean readable = one.note().isEmpty();
        table.row(
            one.name().equals(current) ? Style.green("*") : "",
            one.name(),
            readable ? Integer.toString(one.generation()) : "",
            one.runtime().orElse(""),
            readable ? Integer.toString(one.packages()) : "",
            readable ? Amount.ago(one.changed(), now) : "",
            one.note());
      }
      return Answer.of(
          document,
          console -> {
            if (all.isEmpty()) {
              console.say("there are no environments yet; `omnipkg install NAME` makes one");
            }
            table.print(console);
          });
    }
  }

  @Command(
      name = "remove",
      description = "Remove an environment with all its generations.",
      footer = {"omnipkg env remove old", "omnipkg env remove old --dry-run"})
  static final class Remove implements Verb {
    @Parameters(paramLabel = "NAME", description = "The environment; its name must be said.")
    private String name = "";

    @Override
    public Answer run(Call call) {
      boolean dryRun = call.globals().dryRun();
      Summary gone = call.working(caller -> call.rooms().inquiry().remove(caller, name, dryRun));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("dry_run", dryRun);
      document.put("environment", document(gone));
      String what =
          "environment `"
              + gone.name()
              + "`"
              + (gone.note().isEmpty()
                  ? " with "
                      + Amount.count(gone.generations(), "generation")
                      + " and "
                      + Amount.count(gone.packages(), "package")
                  : "");
      return Answer.of(
          document, console -> console.say((dryRun ? "Would remove " : "Removed ") + what));
    }
  }

  @Command(
      name = "path",
      description = "Print the folder of an environment's commands, for PATH.",
      footer = {"omnipkg env path", "omnipkg env path --env work"})
  static final class Where implements Verb {
    @Override
    public Answer run(Call call) {
      String environment = call.environment();
      Path folder = call.asking(caller -> call.rooms().inquiry().commands(caller, environment));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("environment", environment);
      document.put("path", folder.toString());
      return Answer.of(document, console -> console.data(folder.toString()));
    }
  }
}
