package org.omnipkg.shell.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Three generations and a lock that were written down beforehand. */
final class FixedGenerations implements Generations {
  private static final Optional<String> RUNTIME = Optional.of("cpython 3.11.7 (pyenv)");

  private final List<Object> asked;

  FixedGenerations(List<Object> asked) {
    this.asked = asked;
  }

  private static Receipt.Change change(String name, String before, String after, boolean active) {
    return new Receipt.Change(
        "python",
        name,
        Optional.ofNullable(before),
        Optional.ofNullable(after),
        "pkg:pypi/" + name + "@" + (after == null ? before : after),
        active);
  }

  private static Entry entry(int number, String command, boolean inUse, Receipt.Change... changes) {
    return new Entry(
        number,
        Instant.parse("2024-02-03T04:05:06.123Z").plusSeconds(number),
        List.of(command.split(" ")),
        RUNTIME,
        List.of(changes),
        number == 3,
        inUse);
  }

  @Override
  public List<Entry> history(Caller caller, String environment) {
    return List.of(
        entry(
            3,
            "swap rich==13.4.2",
            true,
            change("rich", "13.7.1", "13.4.2", true),
            change("rich", null, "13.7.1", false)),
        entry(2, "uninstall six", true, change("six", "1.17.0", null, true)),
        entry(
            1,
            "install rich six",
            false,
            change("markdown-it-py", null, "3.0.0", true),
            change("mdurl", null, "0.1.2", true),
            change("rich", null, "13.7.1", true),
            change("six", null, "1.17.0", true)));
  }

  @Override
  public Receipt revert(Caller caller, String environment, OptionalInt number, boolean dryRun) {
    asked.add(number);
    if (number.orElse(2) > 3) {
      throw new Refusal(
          Diagnostic.user(
              "environment.no-generation",
              "environment `default` has no generation `" + number.getAsInt() + "`",
              "generations here: 1, 2, 3"));
    }
    return receipt(environment, dryRun ? 3 : 4, change("six", null, "1.17.0", true), dryRun);
  }

  private static Receipt receipt(
      String environment, int generation, Receipt.Change change, boolean dryRun) {
    return new Receipt(
        environment, generation, 3, RUNTIME, List.of(change), dryRun, 0, Duration.ofMillis(36));
  }

  @Override
  public String lock(Caller caller, String environment, Path folder) {
    return "# a lock\nversion = 1\n";
  }

  @Override
  public Exported export(Caller caller, String environment, Path file, boolean dryRun) {
    return new Exported(file, 3, 4, !file.endsWith("same.lock"));
  }

  @Override
  public Receipt sync(Caller caller, SyncRequest request) {
    asked.add(request);
    return receipt(
        request.environment(),
        request.dryRun() ? 3 : 4,
        change("six", "1.17.0", null, true),
        request.dryRun());
  }

  @Override
  public Path lockFile(Caller caller) {
    return World.HOME.resolve("app/omnipkg.lock");
  }
}
