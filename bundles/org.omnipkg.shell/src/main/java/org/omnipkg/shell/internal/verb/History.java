package org.omnipkg.shell.internal.verb;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Generations.Entry;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Spelling;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.ReceiptText;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine.Command;

@Command(
    name = "history",
    description = "Show the generations of an environment, newest first.",
    footer = {"omnipkg history", "omnipkg history --json", "omnipkg history --env work"})
final class History implements Verb {
  private static final int SHOWN = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    List<Entry> entries =
        call.asking(caller -> call.rooms().generations().history(caller, environment));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", environment);
    document.put("generations", entries.stream().map(History::document).toList());
    return Answer.of(document, console -> print(console, entries));
  }

  private static Map<String, Object> document(Entry entry) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("generation", entry.number());
    document.put("created", entry.created().toString());
    document.put("command", entry.command());
    document.put("runtime", entry.runtime().orElse(null));
    document.put("changes", entry.changes().stream().map(ReceiptText::document).toList());
    document.put("current", entry.current());
    document.put("in_use", entry.inUse());
    return document;
  }

  private static void print(Console console, List<Entry> entries) {
    Table table = new Table("no.", "made", "by", "runtime", "changes", "note");
    for (Entry entry : entries) {
      table.row(
          String.valueOf(entry.number()),
          TIME.format(entry.created()),
          String.join(" ", entry.command()),
          entry.runtime().orElse(""),
          changes(entry.changes()),
          Stream.of(entry.current() ? "current" : "", entry.inUse() ? "in use" : "")
              .filter(word -> !word.isEmpty())
              .collect(Collectors.joining(", ")));
    }
    table.print(console);
  }

  private static String changes(List<Receipt.Change> all) {
    // A version set aside is told by the one that took its place, unless it alone changed.
    List<Receipt.Change> active = all.stream().filter(Receipt.Change::active).toList();
    List<Receipt.Change> changes = active.isEmpty() ? all : active;
    String first =
        changes.stream().limit(SHOWN).map(History::change).collect(Collectors.joining(" "));
    int more = changes.size() - SHOWN;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  private static String change(Receipt.Change change) {
    String name = Spelling.of(change.ecosystem(), change.name());
    if (change.before().isEmpty()) {
      return "+" + name;
    }
    return (change.after().isEmpty() ? "-" : "~") + name;
  }
}
