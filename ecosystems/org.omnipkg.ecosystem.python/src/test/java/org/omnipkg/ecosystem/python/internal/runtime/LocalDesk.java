package org.omnipkg.ecosystem.python.internal.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk that runs children for real, without confinement, and fetches documents from a map. */
public final class LocalDesk implements Desk {
  public final List<Command> ran = new ArrayList<>();
  public final Map<String, String> environment = new HashMap<>();
  public final Map<URI, String> documents = new HashMap<>();
  private final Path scratch;

  public LocalDesk(Path scratch) {
    this.scratch = scratch;
  }

  @Override
  public Output run(Command command) {
    synchronized (ran) {
      ran.add(command);
    }
    try {
      Path out = Files.createTempFile(scratch, "child", ".out");
      Path err = Files.createTempFile(scratch, "child", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command.argv())
              .directory(command.directory().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(command.environment());
      int exit = builder.start().waitFor();
      return new Output(exit, text(out), text(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  @Override
  public Reply fetch(Ask ask) {
    String found = documents.get(ask.location());
    return new Reply(
        found == null ? 404 : 200,
        ask.location(),
        Map.of(),
        Optional.ofNullable(found).map(text -> text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public Path cache(String name) {
    return scratch.resolve(name);
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Path directory() {
    return scratch;
  }

  @Override
  public Progress progress() {
    return Progress.SILENT;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public boolean offline() {
    return true;
  }

  @Override
  public Path download(Artifact artifact) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Provisioned tool(Tool tool) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return List.of();
  }
}
