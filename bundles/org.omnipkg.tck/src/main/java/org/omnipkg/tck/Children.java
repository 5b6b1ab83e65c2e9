package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.omnipkg.spi.Desk;

/** Runs children for real and without confinement, for desks of tests. */
public final class Children {
  private Children() {}

  /** Runs one to its end; too slow a one is stopped and is an error. */
  public static Desk.Output run(Desk.Command command) {
    try {
      Path folder = Files.createTempDirectory("child");
      Path in = folder.resolve("in");
      Path out = folder.resolve("out");
      Path err = folder.resolve("err");
      try {
        Files.writeString(in, command.input().orElse(""));
        ProcessBuilder builder =
            new ProcessBuilder(command.argv())
                .directory(command.directory().toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("too slow: " + command.argv());
        }
        return new Desk.Output(process.exitValue(), text(out), text(err));
      } finally {
        for (Path file : new Path[] {in, out, err, folder}) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
