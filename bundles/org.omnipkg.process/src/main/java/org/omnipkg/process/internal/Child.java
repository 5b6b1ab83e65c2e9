package org.omnipkg.process.internal;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

/** One running child: both streams are read beside it, its whole tree can be killed. */
final class Child {
  private static final int CAP = 16 << 20;
  private static final long GLANCE_MILLIS = 50;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final File NOTHING = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");

  private final Process process;
  private final Drain out;
  private final Drain err;

  private Child(Process process) {
    this.process = process;
    this.out = new Drain(process.getInputStream());
    this.err = new Drain(process.getErrorStream());
  }

  static Child start(
      List<String> argv, Path directory, Map<String, String> environment, Optional<String> input)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (input.isEmpty()) {
      builder.redirectInput(NOTHING);
    }
    Child child = new Child(builder.start());
    child.out.begin("out");
    child.err.begin("err");
    input.ifPresent(child::feed);
    return child;
  }

  /**
   * Waits for the end.
   *
   * @return empty when the time ran out and the child was killed
   */
  Optional<Desk.Output> await(Duration timeout, Progress progress) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      while (!process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.checkpoint();
        if (System.nanoTime() - deadline >= 0) {
          return Optional.empty();
        }
      }
      // A grandchild that stays behind may hold the pipes open; nobody waits for it for long.
      return Optional.of(new Desk.Output(process.exitValue(), out.text(GRACE), err.text(GRACE)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      kill();
    }
  }

  private void kill() {
    if (!process.isAlive()) {
      return;
    }
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    while (!tree.isEmpty()) {
      tree.forEach(ProcessHandle::destroyForcibly);
      // Whoever was started while the list was made shows up below those just killed.
      tree =
          tree.stream().flatMap(ProcessHandle::descendants).filter(ProcessHandle::isAlive).toList();
    }
  }

  private void feed(String input) {
    Thread writer =
        new Thread(
            () -> {
              try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
              } catch (IOException e) {
                // The child did not want it all; its exit code tells what matters.
              }
            },
            "child-in");
    writer.setDaemon(true);
    writer.start();
  }

  /** Reads a stream to its end, keeping its first 16 MiB. */
  private static final class Drain {
    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    Drain(InputStream stream) {
      this.stream = stream;
      this.thread = new Thread(this::read);
      thread.setDaemon(true);
    }

    void begin(String name) {
      thread.setName("child-" + name);
      thread.start();
    }

    String text(Duration patience) throws InterruptedException {
      thread.join(patience.toMillis());
      synchronized (kept) {
        return kept.toString(StandardCharsets.UTF_8);
      }
    }

    private void read() {
      byte[] buffer = new byte[1 << 16];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          synchronized (kept) {
            kept.write(buffer, 0, Math.min(n, CAP - kept.size()));
          }
        }
      } catch (IOException e) {
        // The pipe was closed under us when the child was killed: what was read stays.
      }
    }
  }
}
