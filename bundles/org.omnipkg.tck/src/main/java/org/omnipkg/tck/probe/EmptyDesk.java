package org.omnipkg.tck.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk behind which there is nothing: no document, no tool, no child that could be run. */
record EmptyDesk(Path scratch) implements Desk {
  @Override
  public Reply fetch(Ask ask) {
    return new Reply(404, ask.location(), Map.of(), Optional.empty());
  }

  @Override
  public Path download(Artifact artifact) {
    throw nothing("fetch.not-found", artifact.filename());
  }

  @Override
  public Output run(Command command) {
    return new Output(127, "", "nothing can be run here");
  }

  @Override
  public Provisioned tool(Tool tool) {
    throw nothing("tool.unavailable", tool.command());
  }

  private static Refusal nothing(String code, String what) {
    return new Refusal(Diagnostic.outside(code, "`" + what + "` is not here", ""));
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return List.of();
  }

  @Override
  public Path cache(String name) {
    try {
      return Files.createDirectories(scratch.resolve("cache-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  public Map<String, String> environment() {
    return Map.of();
  }

  @Override
  public Path directory() {
    return scratch;
  }
}
