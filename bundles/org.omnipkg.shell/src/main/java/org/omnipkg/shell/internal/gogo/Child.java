package org.omnipkg.shell.internal.gogo;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.omnipkg.api.Commands;
import org.omnipkg.api.Execution;

/**
 * Runs an exec plan as a child of this process. A client replaces itself by the command; inside a
 * shell there is nobody to be replaced.
 */
final class Child {
  private static final long GLANCE = 20;
  private final Execution.Plan plan;
  private final Commands.Invocation invocation;

  Child(Execution.Plan plan, Commands.Invocation invocation) {
    this.plan = plan;
    this.invocation = invocation;
  }

  /** The exit code: the child's own, 126 when it cannot be started, 130 when cancelled. */
  @SuppressWarnings("try")
  int run() {
    List<String> command = new ArrayList<>(plan.argv());
    command.set(0, plan.executable().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(plan.directory().toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(plan.environment());
    // Open for the child's life, so that the generation is seen to be in use.
    try (InputStream lease = new FileInputStream(plan.lease().toFile())) {
      Process process = builder.start();
      Thread out = pump(process.getInputStream(), invocation.out());
      Thread err = pump(process.getErrorStream(), invocation.err());
      boolean finished = watch(process);
      out.join();
      err.join();
      return finished ? process.exitValue() : 130;
    } catch (IOException refused) {
      tell("omnipkg: cannot run " + plan.argv().get(0) + ": " + refused.getMessage());
      return 126;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 130;
    }
  }

  @SuppressWarnings("try")
  private boolean watch(Process process) throws InterruptedException, IOException {
    try (OutputStream input = process.getOutputStream()) {
      // A script's remaining lines are the shell's, not the child's.
      boolean typed = invocation.terminal().in();
      if (!typed) {
        input.close();
      }
      while (!process.waitFor(GLANCE, TimeUnit.MILLISECONDS)) {
        if (invocation.cancelled().getAsBoolean()) {
          process.descendants().forEach(ProcessHandle::destroy);
          process.destroy();
          process.waitFor();
          return false;
        }
        if (typed) {
          forward(input);
        }
      }
    } catch (InterruptedException stopped) {
      process.destroy();
      throw stopped;
    }
    return true;
  }

  private void forward(OutputStream input) {
    try {
      int ready = invocation.in().available();
      if (ready > 0) {
        input.write(invocation.in().readNBytes(ready));
        input.flush();
      }
    } catch (IOException closed) {
      // The child does not read any more.
    }
  }

  private static Thread pump(InputStream from, OutputStream to) {
    Thread thread =
        new Thread(
            () -> {
              try {
                byte[] buffer = new byte[8192];
                for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                  to.write(buffer, 0, read);
                  to.flush();
                }
              } catch (IOException closed) {
                // Either side has gone.
              }
            },
            "omnipkg shell child");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void tell(String line) {
    try {
      invocation.err().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      invocation.err().flush();
    } catch (IOException gone) {
      // Nobody reads.
    }
  }
}
