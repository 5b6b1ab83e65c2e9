package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** A desk that writes down which children it was to run, and says that each of them went well. */
public final class RecordingDesk implements Desk {
  private final Path folder;
  private final List<Source> sources;
  private final Map<String, String> environment;
  private final List<Command> commands = new CopyOnWriteArrayList<>();

  public RecordingDesk(Path folder, List<Source> sources, Map<String, String> environment) {
    this.folder = folder;
    this.sources = List.copyOf(sources);
    this.environment = Map.copyOf(environment);
  }

  /** The children so far, in order. */
  public List<Command> commands() {
    return commands;
  }

  @Override
  public Output run(Command command) {
    commands.add(command);
    return new Output(0, "", "");
  }

  @Override
  public Provisioned tool(Tool tool) {
    return new Provisioned(folder.resolve(tool.command()), Optional.empty(), "99.0");
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return sources;
  }

  @Override
  public Path scratch() {
    return made("scratch");
  }

  @Override
  public Path cache(String name) {
    return made("cache-" + name);
  }

  private Path made(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Path directory() {
    return folder;
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
    return false;
  }

  @Override
  public Reply fetch(Ask ask) {
    throw new UnsupportedOperationException("nothing to fetch here");
  }

  @Override
  public Path download(Artifact artifact) {
    throw new UnsupportedOperationException("nothing to download here");
  }
}
