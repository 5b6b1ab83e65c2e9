package org.omnipkg.shell.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.felix.service.command.CommandProcessor;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Commands;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.Execution;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.InstallRequest;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.RuntimeCatalog;
import org.omnipkg.api.Settings;
import org.omnipkg.api.Storage;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.shell.internal.verb.Rooms;
import org.osgi.service.log.Logger;

/** Rooms by hand: what they were asked is kept, what they answer goes by the words asked with. */
public final class World implements Rooms {
  public static final Path HOME = Path.of("/home/ann");
  public final List<Object> asked = new ArrayList<>();
  public final List<Caller> callers = new ArrayList<>();
  public final Map<String, String> settings =
      new LinkedHashMap<>(Map.of("environment", "", "generations", "20", "resolver", "uv"));
  public Optional<DaemonControl> daemon = Optional.of(new FakeDaemon());
  public List<Health.Finding> findings =
      List.of(new Health.Finding("ok", "sandbox", "bubblewrap 0.8.0", "", List.of()));
  public Optional<Generations> generations = Optional.of(new FixedGenerations(asked));
  public Optional<Inquiry> inquiry = Optional.of(new FixedInquiry());
  public Optional<Storage> storage = Optional.empty();
  public Optional<Plugins> plugins = Optional.of(new FixedPlugins());
  public Optional<CommandProcessor> gogo = Optional.empty();
  public Optional<Path> executable = Optional.empty();
  public final List<String> logged = new ArrayList<>();

  public Commands commands() {
    return new PicocliCommands(this, new Product("1.2.3", "abc"), log());
  }

  private Logger log() {
    return (Logger)
        Proxy.newProxyInstance(
            Logger.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (proxy, method, arguments) -> {
              logged.add(method.getName() + " " + Arrays.deepToString(arguments));
              return null;
            });
  }

  /** What a run printed, and how it ended. */
  public record Ran(Commands.Finish finish, String out, String err) {
    public int code() {
      return finish.code();
    }
  }

  public Ran run(String... argv) {
    return run(Map.of(), Commands.Terminal.NONE, "", () -> false, argv);
  }

  public Ran run(
      Map<String, String> variables,
      Commands.Terminal terminal,
      String in,
      BooleanSupplier cancelled,
      String... argv) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Commands.Finish finish =
        commands()
            .run(
                new Commands.Invocation(
                    List.of(argv),
                    Path.of("/work/here"),
                    variables,
                    terminal,
                    new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                    out,
                    err,
                    cancelled));
    return new Ran(
        finish, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Refusal refusal(String code, String message, String hint, String... details) {
    return new Refusal(Diagnostic.user(code, message, hint).with(List.of(details)));
  }

  @Override
  public Packages packages() {
    return new Packages() {
      @Override
      public Receipt install(Caller caller, InstallRequest request) {
        asked.add(request);
        callers.add(caller);
        if (request.words().isEmpty() && request.files().isEmpty() && request.python().isEmpty()) {
          throw refusal(
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
              throw refusal(
                  "index.unknown-package", "no index knows `nosuch`", "", "asked: default");
          case "clash" ->
              throw refusal(
                  "resolve.no-solution",
                  "the requests cannot be satisfied together",
                  "`omnipkg install clash==2` fits",
                  "you asked for   clash<2   (word 1)",
                  "other 3.1 needs clash>=2");
          case "==1" -> throw refusal("requirement.malformed", "cannot read `==1`", "");
          case "bug" -> throw new IllegalStateException("at https://ann:secret@index/simple");
          case "half" -> throw new NoClassDefFoundError("org/omnipkg/gone/Part");
          case "redis" ->
              throw refusal(
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
          throw refusal("environment.unknown", "there is no environment `nowhere`", "");
        }
        if (environment.equals("empty")) {
          return List.of();
        }
        return List.of(
            new Installed("python", "rich", "13.7.1", true, true, "pkg:pypi/rich@13.7.1"),
            new Installed("python", "rich", "12.0.0", false, true, "pkg:pypi/rich@12.0.0"),
            new Installed("python", "pygments", "2.17.2", true, false, "pkg:pypi/pygments@2.17.2"));
      }
    };
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

  @Override
  public Generations generations() {
    return generations.orElseThrow();
  }

  @Override
  public Inquiry inquiry() {
    return inquiry.orElseThrow();
  }

  @Override
  public Storage storage() {
    return storage.orElseThrow();
  }

  @Override
  public Plugins plugins() {
    return plugins.orElseThrow();
  }

  @Override
  public Execution execution() {
    return (caller, environment, command) -> {
      asked.add(command);
      callers.add(caller);
      if (command.get(0).equals("nosuch")) {
        throw refusal("exec.not-found", "`default` has no command `nosuch`", "");
      }
      if (command.get(0).equals("notes.txt")) {
        throw refusal("exec.not-executable", "`notes.txt` cannot be executed", "");
      }
      Path found = HOME.resolve("env/" + environment + "/bin/" + command.get(0));
      return new Execution.Plan(
          executable.orElse(found),
          command,
          Map.of("PATH", "/usr/bin:/bin"),
          executable.isPresent() ? Path.of("/") : caller.directory(),
          Path.of("/dev/null"));
    };
  }

  @Override
  public RuntimeCatalog runtimes() {
    return new RuntimeCatalog() {
      @Override
      public Runtime add(Caller caller, String wanted) {
        asked.add(wanted);
        return runtime(wanted.equals("3.12") ? "omnipkg" : "pyenv");
      }

      @Override
      public List<Offer> list(Caller caller, boolean obtainable) {
        Offer here =
            new Offer(
                "python", "cpython", "3.11.7", "pyenv", "~/.pyenv/python", List.of("default"));
        Offer there = new Offer("python", "cpython", "3.12.1", "omnipkg", "", List.of());
        return obtainable ? List.of(there, here) : List.of(here);
      }

      @Override
      public Runtime remove(Caller caller, String wanted) {
        asked.add(wanted);
        return runtime(wanted.equals("3.12") ? "omnipkg" : "pyenv");
      }

      private Runtime runtime(String origin) {
        Path executable = HOME.resolve("runtimes/bin/python3");
        return new Runtime("python", "cpython", "3.12.1", executable, HOME, origin, Map.of());
      }
    };
  }

  @Override
  public Settings settings() {
    return new Settings() {
      @Override
      public List<Setting> list(Caller caller) {
        return settings.keySet().stream().sorted().map(this::one).toList();
      }

      @Override
      public Setting get(Caller caller, String key) {
        if (!settings.containsKey(key)) {
          throw refusal("config.unknown-key", "there is no setting `" + key + "`", "");
        }
        return one(key);
      }

      @Override
      public Setting set(Caller caller, String key, String value) {
        get(caller, key);
        settings.put(key, value);
        return new Setting(key, value, "config.toml", "");
      }

      @Override
      public Setting unset(Caller caller, String key) {
        get(caller, key);
        settings.put(key, "");
        return one(key);
      }

      private Setting one(String key) {
        return new Setting(key, settings.get(key), "default", "meaning of " + key);
      }
    };
  }

  @Override
  public Health health() {
    return caller -> findings;
  }

  @Override
  public CommandProcessor gogo() {
    return gogo.orElseThrow();
  }

  @Override
  public Optional<DaemonControl> daemon() {
    return daemon;
  }

  @Override
  public Places places() {
    return new FakePlaces();
  }

  /** A daemon that notes whether it was stopped. */
  public final class FakeDaemon implements DaemonControl {
    public String log = "/no/such/daemon.log";

    @Override
    public Status status() {
      return new Status(
          4711,
          "1.2.3",
          Instant.parse("2024-02-03T04:05:06Z"),
          17,
          1,
          Optional.of(104_857_600L),
          "/run/omnipkg.sock",
          log);
    }

    @Override
    public void stop() {
      asked.add("stop");
    }
  }
}
