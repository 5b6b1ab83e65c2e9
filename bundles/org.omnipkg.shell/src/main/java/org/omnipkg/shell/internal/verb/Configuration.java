package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Settings.Setting;
import org.omnipkg.shell.internal.render.Redaction;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    customSynopsis = "omnipkg config [OPTIONS] [VERB]",
    description = "Show and change settings.",
    footer = {"omnipkg config", "omnipkg config set resolver pip", "omnipkg config get resolver"})
final class Configuration implements Verb {
  private Configuration() {}

  static CommandLine model() {
    return new CommandLine(new Configuration())
        .addSubcommand(new Show())
        .addSubcommand(new Get())
        .addSubcommand(new Write())
        .addSubcommand(new Unset());
  }

  @Override
  public Answer run(Call call) {
    return new Show().run(call);
  }

  private static Map<String, Object> document(Setting setting) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("key", setting.key());
    document.put("value", Redaction.of(setting.value()));
    document.put("origin", setting.origin());
    document.put("description", setting.description());
    return document;
  }

  private static Answer told(String what, Setting setting) {
    String value = Redaction.of(setting.value());
    String now = value.isEmpty() ? "empty" : "`" + value + "`";
    return Answer.of(
        Map.of("setting", document(setting)),
        console -> console.say(what + "; it is now " + now + " (" + setting.origin() + ")"));
  }

  private static Answer would(String what) {
    return Answer.of(Map.of("dry_run", true), console -> console.say("Would " + what));
  }

  @Command(
      name = "list",
      description = "Show every setting, its value and where that comes from.",
      footer = "omnipkg config list --verbose")
  static final class Show implements Verb {
    @Override
    public Answer run(Call call) {
      List<Setting> settings = call.asking(caller -> call.rooms().settings().list(caller));
      boolean described = call.globals().verbose();
      Table table = new Table("setting", "value", "from", "meaning");
      settings.forEach(
          one ->
              table.row(
                  one.key(),
                  Redaction.of(one.value()),
                  one.origin(),
                  described ? one.description() : ""));
      return Answer.of(
          Map.of("settings", settings.stream().map(Configuration::document).toList()),
          table::print);
    }
  }

  @Command(
      name = "get",
      description = "Print one setting's value.",
      footer = "omnipkg config get resolver")
  static final class Get implements Verb {
    @Parameters(paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Override
    public Answer run(Call call) {
      Setting setting = call.asking(caller -> call.rooms().settings().get(caller, key));
      return Answer.of(
          Map.of("setting", document(setting)),
          console -> console.data(Redaction.of(setting.value())));
    }
  }

  @Command(
      name = "set",
      description = "Write a setting to the configuration file.",
      footer = "omnipkg config set environment work")
  static final class Write implements Verb {
    @Parameters(index = "0", paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
    private String value = "";

    @Override
    public Answer run(Call call) {
      if (call.globals().dryRun()) {
        call.asking(caller -> call.rooms().settings().get(caller, key));
        return would("set `" + key + "` to `" + Redaction.of(value) + "`");
      }
      return told(
          "Set `" + key + "`",
          call.asking(caller -> call.rooms().settings().set(caller, key, value)));
    }
  }

  @Command(
      name = "unset",
      description = "Remove a setting from the configuration file.",
      footer = "omnipkg config unset environment")
  static final class Unset implements Verb {
    @Parameters(paramLabel = "KEY", description = "The setting.")
    private String key = "";

    @Override
    public Answer run(Call call) {
      if (call.globals().dryRun()) {
        call.asking(caller -> call.rooms().settings().get(caller, key));
        return would("unset `" + key + "`");
      }
      return told(
          "Unset `" + key + "`", call.asking(caller -> call.rooms().settings().unset(caller, key)));
    }
  }
}
