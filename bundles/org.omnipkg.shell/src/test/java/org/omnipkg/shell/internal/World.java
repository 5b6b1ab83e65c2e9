package org.omnipkg.shell.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.felix.service.command.CommandProcessor;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Commands;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.Execution;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Health;
import org.omnipkg.api.Inquiry;
import org.omnipkg.api.Packages;
import org.omnipkg.api.Places;
import org.omnipkg.api.Plugins;
import org.omnipkg.api.RuntimeCatalog;
import org.omnipkg.api.Settings;
import org.omnipkg.api.Storage;
import org.omnipkg.model.Diagnostic;
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

  static Refusal refusal(String code, String message, String hint, String... details) {
    return new Refusal(Diagnostic.user(code, message, hint).with(List.of(details)));
  }

  @Override
  public Packages packages() {
    return new FixedPackages(asked, callers);
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
