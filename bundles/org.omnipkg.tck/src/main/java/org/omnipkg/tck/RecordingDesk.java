package org.omnipkg.tck;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Source;

/** A desk that writes down which children it was to run, and says that each of them went well. */
public final class RecordingDesk extends FolderDesk {
  private final List<Source> sources;
  private final Map<String, String> environment;
  private final List<Command> commands = new CopyOnWriteArrayList<>();

  public RecordingDesk(Path folder, List<Source> sources, Map<String, String> environment) {
    super(folder);
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
    return new Provisioned(directory().resolve(tool.command()), Optional.empty(), "99.0");
  }

  @Override
  public List<Source> sources(String ecosystem) {
    return sources;
  }

  @Override
  public Map<String, String> environment() {
    return environment;
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
