package org.omnipkg.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.omnipkg.daemon.protocol.ExecPlan;
import sun.misc.Signal;

/** Java cannot become another program, so it starts one, waits, and holds the lease meanwhile. */
final class Child {
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
    List<String> command = new ArrayList<>(plan.argv());
    command.set(0, executable.toString());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.directory(Path.of(plan.directory()).toFile());
    builder.environment().clear();
    builder.environment().putAll(plan.environment());
    Process process;
    try {
      // The terminal's own Ctrl-C reaches the child as well; it decides.
      Signal.handle(new Signal("INT"), signal -> {});
      process = builder.start();
    } catch (IOException e) {
      System.err.println(
          "error: cannot run `" + executable + "`: " + e.getMessage() + "  [exec.not-executable]");
      return 126;
    }
    Signal.handle(new Signal("TERM"), signal -> process.destroy());
    Signal.handle(new Signal("HUP"), signal -> process.destroy());
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException e) {
        process.destroy();
      }
    }
  }
}
