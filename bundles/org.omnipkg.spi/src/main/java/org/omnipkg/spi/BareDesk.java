package org.omnipkg.spi;

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
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A desk behind which there is nothing: no document, no tool, no child that could be run. For tests
 * and rehearsals; override what is to be there.
 */
@ConsumerType
public interface BareDesk extends Desk {
  @Override
  default Reply fetch(Ask ask) {
    return new Reply(404, ask.location(), Map.of(), Optional.empty());
  }

  @Override
  default Path download(Artifact artifact) {
    throw new Refusal(
        Diagnostic.outside("fetch.not-found", "`" + artifact.filename() + "` is not here", ""));
  }

  @Override
  default Output run(Command command) {
    return new Output(127, "", "nothing can be run here");
  }

  @Override
  default Provisioned tool(Tool tool) {
    throw new Refusal(
        Diagnostic.outside("tool.missing", "`" + tool.command() + "` is not here", ""));
  }

  @Override
  default List<Source> sources(String ecosystem) {
    return List.of();
  }

  @Override
  default Path cache(String name) {
    try {
      return Files.createDirectories(scratch().resolve("cache-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  default Progress progress() {
    return Progress.SILENT;
  }

  @Override
  default Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  default boolean offline() {
    return true;
  }

  @Override
  default Map<String, String> environment() {
    return Map.of();
  }

  @Override
  default Path directory() {
    return scratch();
  }
}
