package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Plugins.Plugin;
import org.omnipkg.api.Plugins.Source;
import org.omnipkg.api.Plugins.Wish;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "plugin",
    description = "Add, exchange and remove languages and resolvers.",
    footer = {"omnipkg plugin list", "omnipkg plugin install first-fit-1.0.jar"})
final class PluginVerbs {
  private static final String UNSIGNED =
      "Take one from a repository though nobody you trust signed it.";

  private PluginVerbs() {}

  static CommandLine model() {
    return new CommandLine(new PluginVerbs())
        .addSubcommand(new Show())
        .addSubcommand(new Add())
        .addSubcommand(new Exchange())
        .addSubcommand(new Remove())
        .addSubcommand(new PluginRelease())
        .addSubcommand(new PluginWhy());
  }

  static Answer answer(Plugin plugin, String deed) {
    return Answer.of(
        Map.of("plugin", document(plugin)),
        console -> {
          String brings =
              plugin.brings().isEmpty() ? "" : ": " + String.join(", ", plugin.brings());
          console.say(deed + " " + Style.bold(title(plugin)) + brings);
          detail(console, plugin);
        });
  }

  private static void detail(Console console, Plugin plugin) {
    if (!plugin.digest().isEmpty()) {
      console.say("  sha256 " + plugin.digest());
    }
    plugin.notes().forEach(note -> console.say("  " + note));
  }

  static String title(Plugin plugin) {
    return (plugin.name() + " " + plugin.version()).strip();
  }

  static Map<String, Object> document(Plugin plugin) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", plugin.name());
    document.put("version", plugin.version());
    document.put("origin", plugin.origin());
    document.put("state", plugin.state());
    document.put("brings", plugin.brings());
    document.put("source", plugin.source().map(PluginVerbs::source).orElse(null));
    document.put("sha256", plugin.digest().isEmpty() ? null : plugin.digest());
    document.put("notes", plugin.notes());
    return document;
  }

  private static Map<String, Object> source(Source source) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("words", source.words());
    document.put("repository", source.repository().isEmpty() ? null : source.repository());
    document.put("signer", source.signer().isEmpty() ? null : source.signer());
    document.put("added", source.added().toString());
    return document;
  }

  /** Coordinates and repository, a file, or as much as is known. */
  private static String from(Plugin plugin) {
    return plugin
        .source()
        .map(
            one ->
                one.repository().isEmpty()
                    ? one.words()
                    : one.words() + " of `" + one.repository() + "`")
        .orElse(plugin.origin());
  }

  /**
   * Who vouches for it, without the key, which `plugin why` tells; what ships is vouched for by
   * whoever brought omnipkg here.
   */
  private static String signed(Plugin plugin) {
    String signer = plugin.source().map(Source::signer).orElse("");
    if (signer.isEmpty()) {
      return plugin.origin().equals("added") ? "nobody" : "";
    }
    return signer.replaceFirst(" [0-9A-F]{40,}$", "");
  }

  @Command(
      name = "list",
      description = "Show who brings a language, a resolver or a skill.",
      footer = {"omnipkg plugin list", "omnipkg plugin list --json"})
  static final class Show implements Verb {
    @Override
    public Answer run(Call call) {
      List<Plugin> plugins = call.asking(caller -> call.rooms().plugins().list(caller));
      Table table = new Table("plugin", "version", "from", "signed by", "state", "brings");
      plugins.forEach(
          one ->
              table.row(
                  one.name(),
                  one.version(),
                  from(one),
                  signed(one),
                  one.state(),
                  String.join(", ", one.brings())));
      return Answer.of(
          Map.of("plugins", plugins.stream().map(PluginVerbs::document).toList()),
          console -> {
            table.print(console);
            plugins.forEach(
                one -> one.notes().forEach(note -> console.say(one.name() + ": " + note)));
          });
    }
  }

  @Command(
      name = "install",
      description = "Add a bundle; it is used at once.",
      footer = {
        "omnipkg plugin install first-fit-1.0.jar",
        "omnipkg plugin install org.example:org.example.lua",
        "omnipkg plugin install org.example:org.example.lua:1.2"
      })
  static final class Add implements Verb {
    @Parameters(
        paramLabel = "FILE|COORDINATES",
        description =
            "A jar that is an OSGi bundle, or where Maven repositories have it:"
                + " `group:artifact[:version]`.")
    private String words = "";

    @Option(names = "--allow-unsigned", description = UNSIGNED)
    private boolean unsigned;

    @Override
    public Answer run(Call call) {
      call.noDryRun("plugin install");
      Wish wish = new Wish(words, unsigned);
      return answer(call.working(caller -> call.rooms().plugins().install(caller, wish)), "Added");
    }
  }

  @Command(
      name = "update",
      description = "Put another version in the place of one that is here.",
      footer = {"omnipkg plugin update first-fit-2.0.jar", "omnipkg plugin update org.example.lua"})
  static final class Exchange implements Verb {
    @Parameters(
        paramLabel = "FILE|COORDINATES|NAME",
        description =
            "A jar with the same symbolic name, coordinates of one, or the name alone of one that"
                + " came by coordinates: then the newest is looked for.")
    private String words = "";

    @Option(names = "--allow-unsigned", description = UNSIGNED)
    private boolean unsigned;

    @Override
    public Answer run(Call call) {
      call.noDryRun("plugin update");
      Wish wish = new Wish(words, unsigned);
      return answer(
          call.working(caller -> call.rooms().plugins().update(caller, wish)), "Now serving");
    }
  }

  @Command(
      name = "remove",
      description = "Take an added bundle out again.",
      footer = "omnipkg plugin remove org.example.first-fit")
  static final class Remove implements Verb {
    @Parameters(paramLabel = "NAME", description = "Symbolic name, as `plugin list` shows it.")
    private String name = "";

    @Override
    public Answer run(Call call) {
      call.noDryRun("plugin remove");
      return answer(call.working(caller -> call.rooms().plugins().remove(caller, name)), "Removed");
    }
  }
}
