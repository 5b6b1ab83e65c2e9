package org.omnipkg.shell.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** Answers that were written down beforehand. */
class FixedInquiry implements Inquiry {
  private static final Instant LONG_AGO = Instant.now().minusSeconds(3 * 86_400);
  private static final String RUNTIME = "cpython 3.11.7 (pyenv)";

  @Override
  public Info info(Caller caller, String environment, String word) {
    known(word);
    Version kept =
        new Version(
            "13.4.2",
            false,
            true,
            "pkg:pypi/rich@13.4.2",
            "built",
            "rich-13.4.2-py3-none-any.whl",
            "",
            List.of(),
            List.of(new Link("", "", "rich==13.4.2")),
            "store/py/rich-13.4.2-0123456789ab",
            0,
            0,
            0,
            List.of("default"),
            List.of(),
            List.of("its tree is missing from the store"));
    Version active =
        new Version(
            "13.7.1",
            true,
            true,
            "pkg:pypi/rich@13.7.1",
            "default",
            "rich-13.7.1-py3-none-any.whl",
            "sha256:4edbae314f59eb482f54e9e30bf00d33350aaa94f4bfcd4e9e3110e64d0d7222",
            List.of(
                new Link("pygments", "2.17.2", "pygments>=2.13"),
                new Link("gone", "", "gone; sys_platform == 'win32'")),
            List.of(new Link("", "", "rich==13.7.1"), new Link("typer", "0.9", "rich>=10")),
            "store/py/rich-13.7.1-4edbae314f59",
            81,
            1_234_567,
            234_567,
            List.of("default", "work"),
            List.of("rich-demo"),
            List.of("`rich.pth` is run at every start of Python"));
    return new Info("python", "rich", environment, List.of(active, kept));
  }

  private static void known(String word) {
    if (word.equals("nosuch")) {
      throw new Refusal(
          Diagnostic.user(
              "package.not-installed",
              "environment `default` has no package `nosuch`",
              "`omnipkg list` shows what is there"));
    }
  }

  @Override
  public Reasons why(Caller caller, String environment, String word) {
    known(word);
    Link pygments = new Link("pygments", "2.17.2", "pygments>=2.13");
    Link rich = new Link("rich", "13.7.1", "rich");
    return new Reasons(
        "python",
        "pygments",
        List.of(
            new Chain(List.of(new Link("pygments", "2.17.2", "pygments"))),
            new Chain(List.of(rich, pygments)),
            new Chain(
                List.of(
                    new Link("typer", "0.9", "typer[all]"),
                    new Link("rich", "13.7.1", "rich>=10"),
                    pygments))),
        word.equals("many") ? 4100 : 1,
        !word.equals("many"));
  }

  @Override
  public Status status(Caller caller, String environment) {
    boolean well = !environment.equals("ill");
    return new Status(
        environment,
        7,
        LONG_AGO,
        Optional.of(RUNTIME),
        World.HOME.resolve("env/" + environment + "/gens/0007"),
        16,
        well
            ? List.of()
            : List.of(
                new Drift("installed", "six 1.16.0", "pip installed six 1.16.0", "adopts"),
                new Drift("changed", "rich 13.7.1", "rich 13.7.1 was changed", "mends")),
        well ? List.of() : List.of(new Drift("editable", "mine", "mine, from ~/mine", "carries")),
        well
            ? List.of()
            : List.of(
                new Health.Finding(
                    "problem",
                    "runtime",
                    RUNTIME + " is gone from ~/.pyenv/python",
                    "`omnipkg swap python VERSION` moves to another",
                    List.of()),
                new Health.Finding(
                    "problem",
                    "plugin",
                    "`org.example.py 1.0.0` is in quarantine since 2026-01-02 03:04, and this"
                        + " environment uses its `python`",
                    "`omnipkg plugin update` with a better one, or `omnipkg plugin release"
                        + " org.example.py`",
                    List.of())));
  }

  @Override
  public List<Summary> environments(Caller caller) {
    return List.of(
        new Summary("broken", 0, 0, Optional.empty(), 0, Instant.EPOCH, "cannot be read"),
        new Summary("default", 7, 5, Optional.of(RUNTIME), 16, LONG_AGO, ""));
  }

  @Override
  public Summary remove(Caller caller, String environment, boolean dryRun) {
    return environments(caller).stream()
        .filter(one -> one.name().equals(environment))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "environment.in-use",
                        "a process runs in environment `" + environment + "`",
                        "end it first")));
  }

  @Override
  public Path commands(Caller caller, String environment) {
    return World.HOME.resolve("env/" + environment + "/current/bin");
  }

  @Override
  public List<String> resolvers(Caller caller) {
    return List.of("first-fit", "uv");
  }
}
