package org.omnipkg.itest.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Times commands in a small process of its own, so that this JVM adds nothing to a sample. */
final class Spawner implements AutoCloseable {
  private final Process process;
  private final OutputStream requests;
  private final BufferedReader answers;

  Spawner(Path python, Path folder) throws IOException {
    Path script = folder.resolve("spawner.py");
    try (InputStream source = Spawner.class.getResourceAsStream("/bench/spawner.py")) {
      if (source == null) {
        throw new IOException("spawner.py is not among the resources");
      }
      Files.write(script, source.readAllBytes());
    }
    process =
        new ProcessBuilder(python.toString(), "-S", "-E", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.getOutputStream();
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Runs the commands one after another, all of it {@code times} times, as one sample. */
  Sample time(List<Command> commands, long watched, int times, boolean settle) throws IOException {
    String request =
        commands.stream()
                .map(Command::json)
                .collect(Collectors.joining(",", "{\"commands\":[", "]"))
            + ",\"watch\":"
            + watched
            + ",\"times\":"
            + times
            + ",\"settle\":"
            + settle
            + "}\n";
    requests.write(request.getBytes(StandardCharsets.UTF_8));
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the spawner ended");
    }
    String[] parts = answer.split(" ");
    if (!parts[0].equals("0")) {
      throw new Failure(
          "exit code " + parts[0] + " from " + commands.get(commands.size() - 1).words());
    }
    double processor = (Long.parseLong(parts[2]) + Long.parseLong(parts[3])) / 1e6;
    return new Sample(Long.parseLong(parts[1]) / 1e6, processor);
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
