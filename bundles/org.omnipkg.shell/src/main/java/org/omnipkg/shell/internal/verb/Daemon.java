package org.omnipkg.shell.internal.verb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.api.DaemonControl;
import org.omnipkg.api.DaemonControl.Status;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.shell.internal.render.Amount;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "daemon",
    description = "Start, stop and watch the process that works.",
    footer = {"omnipkg daemon status", "omnipkg daemon stop"})
final class Daemon {
  private Daemon() {}

  static CommandLine model() {
    return new CommandLine(new Daemon())
        .addSubcommand(new Start())
        .addSubcommand(new Stop())
        .addSubcommand(new State())
        .addSubcommand(new Logs());
  }

  private static DaemonControl control(Call call) {
    return call.rooms()
        .daemon()
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "daemon.absent",
                        "no daemon is running to answer this",
                        "`omnipkg daemon start` starts one; any other verb does so by itself")));
  }

  private static String pretty(Call call, String path) {
    return path.startsWith("/") ? call.rooms().places().pretty(Path.of(path)) : path;
  }

  private static Map<String, Object> document(Status status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("pid", status.pid());
    document.put("version", status.version());
    document.put("started", status.started().toString());
    document.put("requests", status.requests());
    document.put("active", status.active());
    document.put("resident_bytes", status.residentBytes().orElse(null));
    document.put("socket", status.socket());
    document.put("log", status.log());
    return Map.of("daemon", document);
  }

  @Command(
      name = "start",
      description = "See to it that the daemon runs.",
      footer = "omnipkg daemon start")
  static final class Start implements Verb {
    @Override
    public Answer run(Call call) {
      // Whoever asks has been brought here by a daemon: the client starts it on demand.
      Status status = control(call).status();
      return Answer.of(
          document(status), console -> console.say("The daemon runs as process " + status.pid()));
    }
  }

  @Command(
      name = "stop",
      description = "Stop the daemon; the next command starts another.",
      footer = "omnipkg daemon stop")
  static final class Stop implements Verb {
    @Override
    public Answer run(Call call) {
      call.noDryRun("daemon stop");
      Optional<DaemonControl> running = call.rooms().daemon();
      if (running.isEmpty()) {
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("daemon", null);
        return Answer.of(none, console -> console.say("No daemon is running"));
      }
      DaemonControl control = running.get();
      Status status = control.status();
      control.stop();
      return Answer.of(
          document(status), console -> console.say("Stopping the daemon, process " + status.pid()));
    }
  }

  @Command(
      name = "status",
      description = "Show the daemon's process, age and load.",
      footer = "omnipkg daemon status --json")
  static final class State implements Verb {
    @Override
    public Answer run(Call call) {
      Status status = control(call).status();
      String memory = status.residentBytes().map(Amount::bytes).orElse("not told");
      return Answer.of(
          document(status),
          console -> {
            console.data("process   " + status.pid());
            console.data("version   " + status.version());
            console.data("running   " + Amount.since(status.started(), Instant.now()));
            console.data("requests  " + status.requests() + ", " + status.active() + " under way");
            console.data("memory    " + memory);
            console.data("socket    " + pretty(call, status.socket()));
            console.data("log       " + pretty(call, status.log()));
          });
    }
  }

  @Command(
      name = "logs",
      description = "Print the end of the daemon's log.",
      footer = "omnipkg daemon logs --lines 20")
  static final class Logs implements Verb {
    @Option(
        names = {"-n", "--lines"},
        paramLabel = "COUNT",
        description = "How many lines (100).")
    private int count = 100;

    @Override
    public Answer run(Call call) {
      String log = control(call).status().log();
      List<String> lines = tail(call, log);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("log", log);
      document.put("lines", lines);
      return Answer.of(document, console -> lines.forEach(console::data));
    }

    private List<String> tail(Call call, String log) {
      // The status names the file as people read it.
      String home = call.invocation().environment().getOrDefault("HOME", "");
      Path file = call.path(log.startsWith("~/") ? home + log.substring(1) : log);
      Deque<String> last = new ArrayDeque<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          last.addLast(line);
          if (last.size() > Math.max(0, count)) {
            last.removeFirst();
          }
        }
      } catch (IOException unreadable) {
        throw new Refusal(
            new Diagnostic(
                "daemon.no-log",
                Diagnostic.Kind.RESOURCES,
                "cannot read the daemon's log `" + log + "`",
                List.of(),
                ""),
            unreadable);
      }
      return List.copyOf(last);
    }
  }
}
