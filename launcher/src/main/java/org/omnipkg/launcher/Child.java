package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.daemon.protocol.ExecPlan;

/** Java cannot become another program, so it starts one, waits, and holds the lease meanwhile. */
final class Child {
  private static final Pattern REASON = Pattern.compile("error=(\\d+), (.*)$");
  private static final String MISSING = "2";
  private final ExecPlan plan;
  private final CompletableFuture<Process> started = new CompletableFuture<>();

  Child(ExecPlan plan) {
    this.plan = plan;
  }

  /** The child's code; empty when the generation was collected before it could be held. */
  OptionalInt run() throws IOException {
    Path executable = Path.of(plan.executable());
    try (FileChannel lease = FileChannel.open(Path.of(plan.lease()), StandardOpenOption.READ)) {
      lease.lock(0, Long.MAX_VALUE, true);
      if (!Files.exists(Path.of(plan.lease())) || !Files.exists(executable)) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(start(executable));
    } catch (FileSystemException e) {
      return OptionalInt.empty();
    }
  }

  private int start(Path executable) {
    Path directory = Path.of(plan.directory());
    if (!Files.isDirectory(directory)) {
      throw new Trouble(
          "client.system", "cannot enter `" + directory + "`: No such file or directory");
    }
    ProcessBuilder builder = builder(executable).inheritIO().directory(directory.toFile());
    Process process;
    try {
      follow();
      process = builder.start();
      started.complete(process);
    } catch (IOException e) {
      return cannotRun(executable, String.valueOf(e.getMessage()));
    }
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
      }
    }
  }

  /** What comes before there is a child reaches it when there is. */
  private void follow() {
    boolean onTerminal = Terminal.find().bits() != 0;
    // A Ctrl-C on the terminal reaches the child as well, and it decides.
    Signals.on("INT", () -> started.thenAccept(child -> send("INT", child, onTerminal)));
    Signals.on("TERM", () -> started.thenAccept(Process::destroy));
    Signals.on("HUP", () -> started.thenAccept(child -> send("HUP", child, false)));
  }

  private static void send(String name, Process child, boolean hasIt) {
    if (!hasIt) {
      Signals.send(name, child.pid());
    }
  }

  private static int cannotRun(Path executable, String message) {
    Matcher reason = REASON.matcher(message);
    boolean known = reason.find();
    boolean missing = known && reason.group(1).equals(MISSING);
    System.err.println(
        "error: cannot run `"
            + executable
            + "`: "
            + (known ? reason.group(2) : message)
            + (missing ? "  [exec.not-found]" : "  [exec.not-executable]"));
    return missing ? 127 : 126;
  }

  private ProcessBuilder builder(Path executable) {
    List<String> words = new ArrayList<>(plan.argv());
    words.subList(0, Math.min(1, words.size())).clear();
    words.add(0, executable.toString());
    Map<String, String> odd = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    plan.environment()
        .forEach(
            (name, value) ->
                (OddBytes.in(name) || OddBytes.in(value) ? odd : variables).put(name, value));
    boolean plain = odd.isEmpty() && words.stream().noneMatch(OddBytes::in);
    ProcessBuilder builder = new ProcessBuilder(plain ? words : OddBytes.command(words, odd));
    builder.environment().clear();
    builder.environment().putAll(variables);
    return builder;
  }
}
