package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Caller;
import org.omnipkg.api.RuntimeCatalog.Offer;
import org.omnipkg.model.Runtime;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "runtime",
    description = "Add, show and remove interpreters.",
    footer = {"omnipkg runtime list --all", "omnipkg runtime add 3.12"})
final class Runtimes {
  private Runtimes() {}

  static CommandLine model() {
    return new CommandLine(new Runtimes())
        .addSubcommand(new Add())
        .addSubcommand(new Show())
        .addSubcommand(new Remove());
  }

  private static Map<String, Object> document(String key, Runtime runtime, String where) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ecosystem", runtime.ecosystem());
    document.put("implementation", runtime.implementation());
    document.put("version", runtime.version());
    document.put("origin", runtime.origin());
    document.put("where", where);
    return Map.of(key, document);
  }

  private static String name(Runtime runtime) {
    return runtime.implementation() + " " + runtime.version() + " (" + runtime.origin() + ")";
  }

  @Command(
      name = "add",
      description = "Adopt an interpreter of this machine, or obtain one.",
      footer = {
        "omnipkg runtime add 3.12",
        "omnipkg runtime add node@20",
        "omnipkg runtime add /opt/python/bin/python3"
      })
  static final class Add implements Verb {
    @Parameters(
        paramLabel = "V|PATH",
        description = "A version (`node@20`), or an interpreter's path.")
    private String wanted = "";

    @Override
    public Answer run(Call call) {
      call.noDryRun("runtime add");
      Runtime runtime = call.working(caller -> call.rooms().runtimes().add(caller, meant(call)));
      String where = where(call, runtime);
      String verb = runtime.adopted() ? "Adopted " : "Obtained ";
      return Answer.of(
          document("runtime", runtime, where),
          console -> console.say(verb + name(runtime) + " at " + where));
    }

    private String meant(Call call) {
      return wanted.contains("/") ? call.path(wanted).toString() : wanted;
    }
  }

  @Command(
      name = "list",
      description = "Show the interpreters at hand.",
      footer = {"omnipkg runtime list", "omnipkg runtime list --all"})
  static final class Show implements Verb {
    @Option(names = "--all", description = "Also those that could be obtained.")
    private boolean all;

    @Override
    public Answer run(Call call) {
      List<Offer> offers = call.working(caller -> offers(call, caller));
      Table table = new Table("version", "runtime", "from", "where", "used by");
      offers.forEach(
          offer ->
              table.row(
                  offer.version(),
                  offer.implementation(),
                  offer.origin(),
                  offer.where().isEmpty() ? "to be obtained" : offer.where(),
                  String.join(", ", offer.usedBy())));
      return Answer.of(
          Map.of("runtimes", offers.stream().map(Show::document).toList()),
          console -> {
            if (offers.isEmpty()) {
              console.say("no runtimes are known; `omnipkg runtime list --all` shows more");
            }
            table.print(console);
          });
    }

    private List<Offer> offers(Call call, Caller caller) {
      return call.rooms().runtimes().list(caller, all);
    }

    private static Map<String, Object> document(Offer offer) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ecosystem", offer.ecosystem());
      document.put("implementation", offer.implementation());
      document.put("version", offer.version());
      document.put("origin", offer.origin());
      document.put("where", offer.where());
      document.put("used_by", offer.usedBy());
      return document;
    }
  }

  @Command(
      name = "remove",
      description = "Forget an adopted interpreter, or delete an obtained one.",
      footer = {"omnipkg runtime remove 3.12"})
  static final class Remove implements Verb {
    @Parameters(paramLabel = "V", description = "Version, as `runtime list` shows it.")
    private String wanted = "";

    @Override
    public Answer run(Call call) {
      call.noDryRun("runtime remove");
      Runtime runtime = call.working(caller -> call.rooms().runtimes().remove(caller, wanted));
      String where = where(call, runtime);
      String told =
          runtime.adopted()
              ? "Forgot " + name(runtime) + "; its files at " + where + " stay"
              : "Deleted " + name(runtime) + " at " + where;
      return Answer.of(document("runtime", runtime, where), console -> console.say(told));
    }
  }

  private static String where(Call call, Runtime runtime) {
    Path executable = runtime.executable();
    return call.rooms().places().pretty(executable);
  }
}
