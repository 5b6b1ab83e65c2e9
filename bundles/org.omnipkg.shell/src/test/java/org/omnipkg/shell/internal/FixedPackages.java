package org.omnipkg.shell.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.omnipkg.api.Caller;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Progress;

/** Packages by hand: what comes of a request goes by its words. */
record FixedPackages(List<Object> asked, List<Caller> callers) implements Packages {
  @Override
  public Receipt install(Caller caller, InstallRequest request) {
    asked.add(request);
    callers.add(caller);
    if (request.words().isEmpty() && request.files().isEmpty() && request.python().isEmpty()) {
      throw World.refusal(
          "usage.missing-argument",
          "`install` needs something to install",
          "`omnipkg install rich`, or `omnipkg install -r requirements.txt`");
    }
    Progress progress = caller.progress();
    progress.step("Resolving");
    for (String word : request.words()) {
      refuse(word);
    }
    progress.step("Fetching");
    try (Progress.Task task = progress.task("rich-13.7.1-py3-none-any.whl", 240_700)) {
      task.advance(240_700);
    }
    progress.checkpoint();
    if (request.words().contains("satisfied")) {
      return receipt(request.environment(), 3, 3, List.of(), request.dryRun());
    }
    progress.note("note: kept python 3.11.7");
    if (request.words().equals(List.of("rich==12.0.0", "rich==13.7.1"))) {
      return receipt(
          request.environment(),
          4,
          3,
          List.of(change("rich", null, "13.7.1"), kept("rich", null, "12.0.0")),
          request.dryRun());
    }
    return receipt(
        request.environment(),
        request.dryRun() ? 3 : 4,
        3,
        List.of(
            change("rich", null, "13.7.1"),
            change("pygments", "2.16.0", "2.17.2"),
            change("colorama", "0.4.6", null)),
        request.dryRun());
  }

  private void refuse(String word) {
    switch (word) {
      case "nosuch" ->
          throw World.refusal(
              "index.unknown-package", "no index knows `nosuch`", "", "asked: default");
      case "clash" ->
          throw World.refusal(
              "resolve.no-solution",
              "the requests cannot be satisfied together",
              "`omnipkg install clash==2` fits",
              "you asked for   clash<2   (word 1)",
              "other 3.1 needs clash>=2");
      case "==1" -> throw World.refusal("requirement.malformed", "cannot read `==1`", "");
      case "bug" -> throw new IllegalStateException("at https://ann:secret@index/simple");
      case "half" -> throw new NoClassDefFoundError("org/omnipkg/gone/Part");
      case "redis" ->
          throw World.refusal(
              "requirement.ambiguous",
              "`redis` may mean more than one package",
              "put the language in front, as `python:redis` does",
              "python:redis  169 releases since 2012",
              "node:redis    125 releases since 2011");
      case "ctrl-c" -> throw new CancellationException("cancelled");
      default -> {}
    }
  }

  @Override
  public Receipt uninstall(Caller caller, UninstallRequest request) {
    asked.add(request);
    return receipt(
        request.environment(),
        5,
        4,
        request.words().contains("rich==12.0.0")
            ? List.of(kept("rich", "12.0.0", null))
            : List.of(change("rich", "13.7.1", null)),
        request.dryRun());
  }

  @Override
  public Receipt swap(Caller caller, SwapRequest request) {
    asked.add(request);
    List<String> said = new ArrayList<>(request.runtimes());
    said.addAll(request.words());
    String words = String.join(" ", said);
    if (words.startsWith("python")) {
      return new Receipt(
          request.environment(),
          request.dryRun() ? 5 : 6,
          5,
          Optional.of("cpython 3.12.1 (pyenv)"),
          Optional.of("cpython 3.11.7 (pyenv)"),
          List.of(),
          request.dryRun(),
          0,
          Duration.ofMillis(41));
    }
    List<Receipt.Change> changes =
        List.of(
            change("markdown-it-py", "3.0.0", "2.2.0"),
            change("rich", "13.7.1", "13.4.2"),
            kept("rich", null, "13.7.1"),
            kept("rich", "13.4.2", null));
    return receipt(request.environment(), 6, 5, changes, request.dryRun());
  }

  @Override
  public List<Installed> list(Caller caller, String environment) {
    callers.add(caller);
    if (environment.equals("nowhere")) {
      throw World.refusal("environment.unknown", "there is no environment `nowhere`", "");
    }
    if (environment.equals("empty")) {
      return List.of();
    }
    return List.of(
        new Installed("python", "rich", "13.7.1", true, true, "pkg:pypi/rich@13.7.1"),
        new Installed("python", "rich", "12.0.0", false, true, "pkg:pypi/rich@12.0.0"),
        new Installed("python", "pygments", "2.17.2", true, false, "pkg:pypi/pygments@2.17.2"));
  }

  private static Receipt.Change change(String name, String before, String after) {
    return new Receipt.Change(
        "python",
        name,
        Optional.ofNullable(before),
        Optional.ofNullable(after),
        "pkg:pypi/" + name + "@" + (after == null ? before : after));
  }

  private static Receipt.Change kept(String name, String before, String after) {
    Receipt.Change as = change(name, before, after);
    return new Receipt.Change(as.ecosystem(), as.name(), as.before(), as.after(), as.purl(), false);
  }

  private static Receipt receipt(
      String environment,
      int generation,
      int previous,
      List<Receipt.Change> changes,
      boolean dryRun) {
    return new Receipt(
        environment,
        generation,
        previous,
        Optional.of("cpython 3.11.7 (pyenv)"),
        changes,
        dryRun,
        dryRun ? 0 : 4_200_000,
        Duration.ofMillis(1234));
  }
}
