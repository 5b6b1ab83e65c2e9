package org.omnipkg.shell.internal.verb;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Health.Finding;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Inquiry.Drift;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = "Show how an environment is: generation, runtime, drift, health.",
    footer = {"omnipkg status", "omnipkg status --env work --json"})
final class Status implements Verb {
  private static final int LABEL = 13;

  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    Inquiry.Status status =
        call.asking(caller -> call.rooms().inquiry().status(caller, environment));
    String prefix = call.rooms().places().pretty(status.prefix());
    return Answer.of(document(status), console -> print(console, status, prefix));
  }

  private static Map<String, Object> document(Inquiry.Status status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", status.environment());
    document.put("generation", status.generation());
    document.put("created", status.created().toString());
    document.put("runtime", status.runtime().orElse(null));
    document.put("prefix", status.prefix().toString());
    document.put("packages", status.packages());
    document.put("drift", status.drift().stream().map(Status::document).toList());
    document.put("carried", status.carried().stream().map(Status::document).toList());
    document.put("healthy", status.findings().isEmpty());
    document.put("findings", status.findings().stream().map(Doctor::document).toList());
    return document;
  }

  private static Map<String, Object> document(Drift drift) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("kind", drift.kind());
    document.put("name", drift.name());
    document.put("text", drift.text());
    document.put("next", drift.next());
    return document;
  }

  private static void print(Console console, Inquiry.Status status, String prefix) {
    line(console, "environment", Style.bold(status.environment()));
    line(
        console,
        "generation",
        status.generation() + ", made " + Amount.ago(status.created(), Instant.now()));
    line(console, "runtime", status.runtime().orElse("none"));
    line(console, "packages", Integer.toString(status.packages()));
    line(console, "prefix", prefix);
    lines(console, "drift", "none", status.drift().stream().map(Status::drift).toList());
    if (!status.carried().isEmpty()) {
      lines(console, "carried", "", status.carried().stream().map(Drift::text).toList());
    }
    long problems = status.findings().size();
    line(console, "health", problems == 0 ? "good" : Amount.count(problems, "problem"));
    for (Finding finding : status.findings()) {
      console.data("  " + Style.red(finding.level()) + "  " + finding.text());
      if (!finding.mend().isEmpty()) {
        console.data("           " + Style.cyan("mend:") + " " + finding.mend());
      }
    }
  }

  private static String drift(Drift drift) {
    String next =
        switch (drift.next()) {
          case "adopts" -> "the next change adopts it";
          case "carries" -> "the next change carries it along";
          case "mends" -> "the next change mends it";
          default -> drift.next();
        };
    return drift.text() + (next.isEmpty() ? "" : Style.dim(" (" + next + ")"));
  }

  private static void lines(Console console, String label, String none, List<String> texts) {
    line(console, label, texts.isEmpty() ? none : texts.get(0));
    texts.stream().skip(1).forEach(text -> line(console, "", text));
  }

  private static void line(Console console, String label, String text) {
    console.data(Style.dim(Width.pad(label, LABEL)) + text);
  }
}
