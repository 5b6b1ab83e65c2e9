package org.omnipkg.shell.internal.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Spelling;

/** What a command did to an environment. */
public final class ReceiptText {
  private ReceiptText() {}

  public static void print(Console console, Receipt receipt) {
    if (!receipt.changed()
        && receipt.formerRuntime().isEmpty()
        && receipt.generation() == receipt.previous()) {
      console.say("Nothing to do: `" + receipt.environment() + "` already fits, " + now(receipt));
      return;
    }
    console.say(receipt.dryRun() ? plan(receipt) : deed(receipt));
    receipt.moved().forEach(one -> console.say(moved("runtime", one.before(), one.after())));
    lines(receipt).forEach(console::say);
    console.say(
        receipt.dryRun()
            ? "Nothing was changed: `" + receipt.environment() + "` stays as it is"
            : "`" + receipt.environment() + "` is now " + now(receipt));
  }

  private static String now(Receipt receipt) {
    return "at generation "
        + receipt.generation()
        + receipt.runtime().map(r -> " on " + r).orElse("");
  }

  private static String plan(Receipt receipt) {
    String on = receipt.runtime().map(r -> " on " + r).orElse("");
    String all = counted(receipt, "install", "change", "remove");
    return "Would " + (all.isEmpty() ? "make a new generation" : all) + on;
  }

  private static String deed(Receipt receipt) {
    String all = counted(receipt, "Installed", "changed", "removed");
    String bytes =
        receipt.downloadedBytes() > 0
            ? " (" + Amount.bytes(receipt.downloadedBytes()) + " downloaded)"
            : "";
    String done = all.isEmpty() ? "Made a new generation" : all;
    return Character.toUpperCase(done.charAt(0))
        + done.substring(1)
        + " in "
        + Amount.time(receipt.took())
        + bytes;
  }

  private static String counted(Receipt receipt, String add, String change, String remove) {
    List<String> done = new ArrayList<>();
    add(done, add, count(receipt, true, false));
    add(done, change, count(receipt, true, true));
    add(done, remove, count(receipt, false, true));
    return String.join(", ", done);
  }

  private static long count(Receipt receipt, boolean after, boolean before) {
    return receipt.changes().stream()
        .filter(c -> told(c, receipt))
        .filter(c -> c.after().isPresent() == after && c.before().isPresent() == before)
        .count();
  }

  /** A kept version that changed places with the active one is told with that one. */
  private static boolean told(Receipt.Change change, Receipt receipt) {
    return change.active()
        || receipt.changes().stream()
            .noneMatch(other -> other.active() && movedPlaces(change, other));
  }

  private static boolean movedPlaces(Receipt.Change kept, Receipt.Change active) {
    boolean same = kept.ecosystem().equals(active.ecosystem()) && kept.name().equals(active.name());
    return same
        && (kept.after().isPresent() && kept.after().equals(active.before())
            || kept.before().isPresent() && kept.before().equals(active.after()));
  }

  private static List<String> lines(Receipt receipt) {
    return receipt.changes().stream()
        .filter(change -> told(change, receipt))
        .map(change -> line(change, stays(change, receipt)))
        .toList();
  }

  /** Whether the version that was active is here still. */
  private static boolean stays(Receipt.Change change, Receipt receipt) {
    return change.before().isPresent()
        && receipt.changes().stream()
            .anyMatch(
                other ->
                    !other.active()
                        && movedPlaces(other, change)
                        && other.after().equals(change.before()));
  }

  private static void add(List<String> done, String verb, long count) {
    if (count > 0) {
      done.add(verb + " " + (done.isEmpty() ? Amount.count(count, "package") : count));
    }
  }

  private static String line(Receipt.Change change, boolean stays) {
    String name = Style.bold(Spelling.of(change.ecosystem(), change.name()));
    String before = change.before().orElse("");
    String after = change.after().orElse("");
    String kept = change.active() ? "" : ", not active";
    if (change.before().isEmpty()) {
      return " " + Style.green("+") + " " + name + " " + after + kept;
    }
    if (change.after().isEmpty()) {
      return " " + Style.red("-") + " " + name + " " + before + kept;
    }
    return moved(name, before, after) + (stays ? " (" + before + " is kept)" : "");
  }

  private static String moved(String what, String before, String after) {
    return " " + Style.yellow("~") + " " + what + " " + before + " -> " + after;
  }

  public static Map<String, Object> document(Receipt receipt) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", receipt.environment());
    document.put("generation", receipt.generation());
    document.put("previous", receipt.previous());
    document.put("runtime", receipt.runtime().orElse(null));
    document.put("former_runtime", receipt.formerRuntime().orElse(null));
    document.put("dry_run", receipt.dryRun());
    document.put("changes", receipt.changes().stream().map(ReceiptText::document).toList());
    document.put("downloaded_bytes", receipt.downloadedBytes());
    document.put("seconds", receipt.took().toMillis() / 1000.0);
    return document;
  }

  public static Map<String, Object> document(Receipt.Change change) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ecosystem", change.ecosystem());
    document.put("name", change.name());
    document.put("before", change.before().orElse(null));
    document.put("after", change.after().orElse(null));
    document.put("active", change.active());
    document.put("purl", change.purl());
    return document;
  }
}
