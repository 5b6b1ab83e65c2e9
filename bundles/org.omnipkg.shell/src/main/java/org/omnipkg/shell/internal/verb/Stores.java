package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Storage;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "store",
    description = "Look after what is stored: count, check, clean, ask whose a file is.",
    footer = {"omnipkg store stat", "omnipkg store verify --repair", "omnipkg store gc --dry-run"})
final class Stores {
  private Stores() {}

  static CommandLine model() {
    return new CommandLine(new Stores())
        .addSubcommand(new Stat())
        .addSubcommand(new Verify())
        .addSubcommand(new Collect())
        .addSubcommand(new Who());
  }

  @Command(
      name = "stat",
      description = "Show how much lies in the store and what sharing saves.",
      footer = "omnipkg store stat --json")
  static final class Stat implements Verb {
    @Override
    public Answer run(Call call) {
      Storage.Statistics seen = call.asking(caller -> call.rooms().storage().statistics(caller));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("where", seen.where());
      document.put("objects", seen.objects());
      document.put("trees", seen.trees());
      document.put("environments", seen.environments());
      document.put("generations", seen.generations());
      document.put("bytes", seen.bytes());
      document.put("used_bytes", seen.usedBytes());
      document.put("apparent_bytes", seen.apparentBytes());
      document.put("cache_bytes", seen.cacheBytes());
      document.put("collectable_bytes", seen.collectableBytes());
      return Answer.of(Map.of("store", document), console -> print(console, seen));
    }

    private static void print(Console console, Storage.Statistics seen) {
      console.data("store         " + seen.where());
      console.data(
          "objects       " + seen.objects() + ", " + Amount.bytes(seen.bytes()) + " on disk");
      console.data("trees         " + seen.trees());
      console.data(
          "environments  "
              + seen.environments()
              + ", "
              + Amount.count(seen.generations(), "generation"));
      console.data("they use      " + Amount.bytes(seen.usedBytes()));
      console.data("as copies     " + Amount.bytes(seen.apparentBytes()) + saved(seen));
      console.data("cache         " + Amount.bytes(seen.cacheBytes()));
      console.data(
          "collectable   "
              + Amount.bytes(seen.collectableBytes())
              + (seen.collectableBytes() > 0 ? " (`omnipkg store gc`)" : ""));
    }

    private static String saved(Storage.Statistics seen) {
      long apparent = seen.apparentBytes();
      return apparent <= seen.usedBytes()
          ? ""
          : ", " + Math.round(100 - 100.0 * seen.usedBytes() / apparent) + " % saved by sharing";
    }
  }

  @Command(
      name = "verify",
      description = "Read everything and hold it against its digests.",
      footer = {"omnipkg store verify", "omnipkg store verify --repair"})
  static final class Verify implements Verb {
    private static final int SHOWN = 50;

    @Option(names = "--repair", description = "Fetch what is damaged again.")
    private boolean repair;

    @Override
    public Answer run(Call call) {
      boolean mend = repair && !call.globals().dryRun();
      Storage.Verification seen =
          call.working(caller -> call.rooms().storage().verify(caller, mend));
      long left = seen.damages().stream().filter(damage -> !damage.repaired()).count();
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("objects", seen.objects());
      document.put("trees", seen.trees());
      document.put("bytes", seen.bytes());
      document.put("damages", seen.damages().stream().map(Verify::document).toList());
      return Answer.of(left == 0 ? 0 : 1, document, console -> print(console, seen, left));
    }

    private static Map<String, Object> document(Storage.Damage damage) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("subject", damage.subject());
      document.put("text", damage.text());
      document.put("repaired", damage.repaired());
      return document;
    }

    private void print(Console console, Storage.Verification seen, long left) {
      Table table = new Table("what", "how it is", "");
      seen.damages().stream()
          .limit(SHOWN)
          .forEach(one -> table.row(one.subject(), one.text(), one.repaired() ? "repaired" : ""));
      table.print(console);
      if (seen.damages().size() > SHOWN) {
        console.say((seen.damages().size() - SHOWN) + " more; `--json` shows all");
      }
      String read =
          "Read "
              + Amount.count(seen.objects(), "object")
              + " ("
              + Amount.bytes(seen.bytes())
              + ") and "
              + Amount.count(seen.trees(), "tree");
      if (seen.damages().isEmpty()) {
        console.say(read + ": all is well");
      } else if (left == 0) {
        console.say(read + ": " + Amount.count(seen.damages().size(), "damage") + ", all repaired");
      } else {
        console.say(
            read
                + ": "
                + Amount.count(left, "damage")
                + (repair ? " left" : "; `omnipkg store verify --repair` mends what it can"));
      }
    }
  }

  @Command(
      name = "gc",
      description = "Remove what no generation, lock or running command needs.",
      footer = {"omnipkg store gc --dry-run", "omnipkg store gc"})
  static final class Collect implements Verb {
    @Override
    public Answer run(Call call) {
      boolean dryRun = call.globals().dryRun();
      Storage.Collection gone =
          call.working(caller -> call.rooms().storage().collect(caller, dryRun));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("dry_run", gone.dryRun());
      document.put("trees", gone.trees());
      document.put("objects", gone.objects());
      document.put("bytes", gone.bytes());
      document.put("removed", gone.removed());
      return Answer.of(document, console -> print(console, gone));
    }

    private static void print(Console console, Storage.Collection gone) {
      if (gone.removed().isEmpty() && gone.objects() == 0) {
        console.say("Nothing to remove");
        return;
      }
      gone.removed().forEach(console::data);
      console.say(
          (gone.dryRun() ? "Would remove " : "Removed ")
              + Amount.count(gone.trees(), "tree")
              + " and "
              + Amount.count(gone.objects(), "object")
              + ", "
              + Amount.bytes(gone.bytes()));
    }
  }

  @Command(
      name = "who",
      description = "Say which packages a file belongs to and who uses it.",
      footer = "omnipkg store who ./lib/rich/console.py")
  static final class Who implements Verb {
    @Parameters(paramLabel = "FILE", description = "A file, or an object's digest.")
    private String file = "";

    @Override
    public Answer run(Call call) {
      List<Storage.Owner> owners = call.asking(caller -> call.rooms().storage().who(caller, file));
      Table table = new Table("package", "version", "language", "file", "environments");
      owners.forEach(
          owner ->
              table.row(
                  owner.name(),
                  owner.version(),
                  owner.ecosystem(),
                  owner.path(),
                  String.join(", ", owner.environments())));
      return Answer.of(Map.of("owners", owners.stream().map(Who::document).toList()), table::print);
    }

    private static Map<String, Object> document(Storage.Owner owner) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("ecosystem", owner.ecosystem());
      document.put("name", owner.name());
      document.put("version", owner.version());
      document.put("path", owner.path());
      document.put("environments", owner.environments());
      return document;
    }
  }
}
