package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.daemon.protocol.ExecPlan;

/** Java cannot become another program, so it starts one, waits, and holds the lease meanwhile. */
final class Child {
  private static final Pattern REASON = Pattern.compile("error=(\\d+), (.*)$");
  private static final String MISSING = "2";
  private final ExecPlan plan;

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
    } catch (NoSuchFileException e) {
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
      // Before it starts: a Ctrl-C on the terminal reaches the child as well, and it decides.
      Signals.on("INT", () -> {});
      process = builder.start();
    } catch (IOException e) {
      Matcher reason = REASON.matcher(String.valueOf(e.getMessage()));
      boolean known = reason.find();
      boolean missing = known && reason.group(1).equals(MISSING);
      System.err.println(
          "error: cannot run `"
              + executable
              + "`: "
              + (known ? reason.group(2) : e.getMessage())
              + (missing ? "  [exec.not-found]" : "  [exec.not-executable]"));
      return missing ? 127 : 126;
    }
    if (Terminal.find().bits() == 0) {
      Signals.on("INT", () -> Signals.send("INT", process.pid()));
    }
    Signals.on("TERM", process::destroy);
    Signals.on("HUP", () -> Signals.send("HUP", process.pid()));
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
      }
    }
  }

  private ProcessBuilder builder(Path executable) {
    List<String> words = new ArrayList<>(plan.argv());
    words.set(0, executable.toString());
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
